import { clsx } from 'clsx';
import { Lock, TriangleAlert } from 'lucide';
import type { ReactNode } from 'react';
import { linkInText } from './classes';
import { Icon } from './icon';

/**
 * Nothing here, said in one sentence, with the one act that helps.
 * @public
 */
export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-16 text-center">
      <p className="max-w-md text-balance text-ink-soft">{children}</p>
      {action}
    </div>
  );
}

/**
 * A failure: what happened, what still works, how to go on, and the reference that the log has.
 * @public
 */
export function Failed({
  message,
  reference,
  action,
}: {
  message: string;
  reference?: string | undefined;
  action?: ReactNode;
}) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-16 text-center">
      <Icon of={TriangleAlert} className="size-5 text-bad" />
      <p className="max-w-md text-balance">{message}</p>
      {action}
      {reference ? (
        <p className="text-ink-soft text-label">
          Reference <code className="select-all font-mono">{reference}</code>
        </p>
      ) : null}
    </div>
  );
}

/** @public */
export function hiddenSentence(what: string): string {
  return `Jobber does not allow this app to read ${what}`;
}

/**
 * The way to a permission that is missing.
 * @public
 */
export function HowToPermit() {
  return (
    <>
      <a data-page-link="" href="/connection" className={linkInText}>
        Connection
      </a>{' '}
      says which permission is missing and how to give it.
    </>
  );
}

/**
 * Jobber keeps something from this app: a lock and which thing, never a zero.
 * @public
 */
export function Hidden({ what, short = false }: { what: string; short?: boolean }) {
  const sentence = hiddenSentence(what);
  return (
    <span
      className="inline-flex items-center gap-1.5 text-ink-soft"
      title={short ? sentence : undefined}
    >
      <Icon of={Lock} className="size-3.5 shrink-0" />
      <span className={clsx(short && 'sr-only')}>{sentence}</span>
    </span>
  );
}

const lineTones = {
  good: { ground: 'bg-accent-soft', dot: 'bg-good' },
  warn: { ground: 'bg-warn-soft', dot: 'bg-warn' },
  bad: { ground: 'bg-bad-soft', dot: 'bg-bad' },
};

/**
 * One line under the title: something is old or ended, the screen stays usable.
 * @public
 */
export function Line({
  tone,
  children,
  action,
}: {
  tone: 'good' | 'warn' | 'bad';
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div
      role="status"
      className={clsx(
        'flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2 text-table sm:px-6',
        lineTones[tone].ground,
      )}
    >
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', lineTones[tone].dot)} />
      <p className="min-w-0 flex-1 basis-60">{children}</p>
      {action}
    </div>
  );
}
