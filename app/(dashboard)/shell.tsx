import type { ReactNode } from 'react';

/** The frame of every screen: sidebar, icons on a narrow window, a bar at the bottom of a phone. */
export function Shell({
  isSandbox,
  account,
  nav,
  children,
}: {
  isSandbox: boolean;
  account: ReactNode;
  nav: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-surface focus:px-3 focus:py-2 focus:shadow-menu"
      >
        Skip to the content
      </a>
      <aside className="z-30 flex bg-canvas max-sm:flex-col sm:fixed sm:inset-y-0 sm:left-0 sm:w-14 sm:flex-col sm:border-line sm:border-r desk:w-54 print:hidden">
        <div className="flex items-center max-sm:gap-2 max-sm:px-1.5 max-sm:pt-1.5 sm:flex-col sm:items-stretch">
          <div className="flex h-13 items-center gap-2.5 px-4 font-semibold tracking-[-0.01em] max-sm:hidden sm:max-desk:justify-center desk:px-4.5">
            <Mark />
            <span className="sm:max-desk:sr-only">Fieldboard</span>
          </div>
          <div className="min-w-0 max-sm:flex-1 sm:min-h-8 sm:px-2">{account}</div>
        </div>
        <div className="pb-[env(safe-area-inset-bottom)] max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-30 max-sm:border-line max-sm:border-t max-sm:bg-canvas">
          {nav}
        </div>
        {isSandbox ? <SandboxMark /> : null}
      </aside>
      <main id="content" className="min-w-0 pb-20 sm:pb-8 sm:pl-14 desk:pl-54 print:p-0">
        {children}
      </main>
    </div>
  );
}

function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-5 shrink-0">
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <path d="M6 5h8v2.2H8.4v2.4h4.4v2.2H8.4V15H6z" className="fill-on-accent" />
    </svg>
  );
}

/** Made-up data is named on every screen, so that nobody takes it for real. */
function SandboxMark() {
  return (
    <p
      role="note"
      className="border-warn/40 bg-warn-soft text-label max-sm:order-first max-sm:border-b max-sm:px-4 max-sm:py-1 sm:mt-auto sm:max-desk:px-0 sm:max-desk:py-2 sm:max-desk:text-center sm:max-desk:text-[9px] desk:mx-3 desk:mb-3 desk:rounded-card desk:border desk:p-3"
    >
      <strong className="font-semibold tracking-wide">SANDBOX</strong>
      <span className="sm:max-desk:sr-only">
        <span className="max-sm:hidden"> · </span>
        <span className="sm:hidden"> </span>
        Made-up data from a local stand-in for Jobber.
      </span>
    </p>
  );
}
