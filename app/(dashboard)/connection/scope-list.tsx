import { Check, Lock } from 'lucide';
import { jobberFor } from '@/lib/connection';
import { type ScopeState, scopesSeen } from '@/lib/connection/scopes';
import { isAppError } from '@/lib/errors';
import { Icon } from '../../_ui/icon';

/** What the app may read, asked of Jobber now; Jobber being away is no failure of the page. */
export async function ScopeList({ accountId, personId }: { accountId: number; personId: string }) {
  const scopes = await seen(accountId, personId);
  if (typeof scopes === 'string') return <p className="text-ink-soft text-table">{scopes}</p>;
  const missing = scopes.filter((scope) => !scope.isSeen);
  return (
    <div className="grid gap-2">
      <p className="text-table">
        {missing.length === 0
          ? 'The app may read everything Fieldboard shows.'
          : `${missing.length} of ${scopes.length} permissions are missing. Give them to the app in Jobber’s Developer Center, then press Reconnect.`}
      </p>
      <ul className="grid gap-x-6 gap-y-1 text-table sm:grid-cols-2">
        {scopes.map((scope) => (
          <li key={scope.scope} className="flex items-start gap-2">
            {scope.isSeen ? (
              <Icon of={Check} className="mt-0.5 size-4 shrink-0 text-good" />
            ) : (
              <Icon of={Lock} className="mt-0.5 size-4 shrink-0 text-warn" />
            )}
            <span>
              {scope.label}
              {scope.isSeen ? null : (
                <span className="text-ink-soft"> · missing, hides {scope.hides}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ScopeListSkeleton() {
  return (
    <p className="animate-late text-ink-soft text-table">Asking Jobber what the app may read…</p>
  );
}

async function seen(accountId: number, personId: string): Promise<ScopeState[] | string> {
  try {
    return await scopesSeen(jobberFor(accountId, { personId }));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return `Permissions cannot be looked up now: ${error.safeMessage}`;
  }
}
