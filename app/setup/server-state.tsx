import { serverChecks } from '@/lib/setup/server-checks';
import { State } from '../_ui/state';

/** What this server found out about itself, asked now: a word each when right, a sentence with the remedy when not. */
export async function ServerState() {
  const checks = await serverChecks();
  const wrong = checks.filter(({ ok }) => !ok);
  return (
    <div className="grid gap-2 text-table">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {checks.map(({ name, ok, text }) => (
          <li key={name}>
            <State
              tone={ok ? 'good' : 'bad'}
              word={ok ? `${name} ${text}` : `${name}: see below`}
            />
          </li>
        ))}
      </ul>
      {wrong.map(({ name, text }) => (
        <p key={name} role="alert" className="break-words">
          <span className="font-medium">{name}.</span> {text}
        </p>
      ))}
    </div>
  );
}

export function ServerStateSkeleton() {
  return <p className="animate-late text-ink-soft text-table">Checking this server…</p>;
}
