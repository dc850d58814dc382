import type { ReactNode } from 'react';

/**
 * The quiet page around everything that happens outside a session.
 * @public
 */
export function SignInFrame({ isSandbox, children }: { isSandbox: boolean; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-6 px-4 py-10">
      <p className="flex items-center gap-2.5 font-semibold text-title tracking-[-0.01em]">
        <svg aria-hidden="true" viewBox="0 0 20 20" className="size-7">
          <rect width="20" height="20" rx="5" className="fill-accent" />
          <path d="M6 5h8v2.2H8.4v2.4h4.4v2.2H8.4V15H6z" className="fill-on-accent" />
        </svg>
        Fieldboard
      </p>
      <div className="grid w-full max-w-104 gap-5 rounded-card border border-line bg-surface p-6">
        {children}
      </div>
      {isSandbox ? (
        <p
          role="note"
          className="max-w-104 rounded-card border border-warn/40 bg-warn-soft px-4 py-2.5 text-table"
        >
          <strong className="font-semibold tracking-wide">SANDBOX</strong> · This server talks to a
          local stand-in for Jobber. Everything you will see is made up.
        </p>
      ) : null}
    </main>
  );
}
