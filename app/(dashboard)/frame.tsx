'use client';

import { usePathname } from 'next/navigation';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { QueryProvider } from '../_query/query-provider';
import { AccountSwitcher } from './account-switcher';
import { FindAnything } from './find-anything';
import type { FrameFacts } from './frame-contract';
import { KeepPlace } from './keep-place';
import { KeepTitle } from './keep-title';
import { MayWait, WholeDocument } from './may-wait';
import { NavLinks } from './nav-links';
import { NearLinks } from './near-links';
import { Shell } from './shell';
import { FrameFactsContext } from './use-frame-facts';
import { waitingFor } from './waiting';

/**
 * What stands around every screen and stays while one walks between them. One component, and what differs comes as
 * data: whatever the server writes as elements travels a second time with each page.
 */
export function Frame({
  isSandbox,
  facts,
  whole,
  children,
}: {
  isSandbox: boolean;
  facts: Promise<FrameFacts>;
  /** Nothing of the document is sent before it resolves; whether everything inside came with it. */
  whole: Promise<boolean>;
  children: ReactNode;
}) {
  return (
    <NuqsAdapter>
      <QueryProvider>
        <WholeDocument value={whole}>
          <FrameFactsContext value={facts}>
            <Shell
              isSandbox={isSandbox}
              account={
                <MayWait fallback={null}>
                  <AccountSwitcher />
                </MayWait>
              }
              nav={<NavLinks />}
            >
              <Place>{children}</Place>
            </Shell>
            <MayWait fallback={null}>
              <FindAnything />
            </MayWait>
            <NearLinks />
            <KeepPlace />
            <KeepTitle />
          </FrameFactsContext>
        </WholeDocument>
      </QueryProvider>
    </NuqsAdapter>
  );
}

/** Where the page stands. A page that may wait has a place of its own, so that its skeleton comes at once. */
function Place({ children }: { children: ReactNode }) {
  const path = usePathname();
  const fallback = waitingFor(path);
  return fallback ? (
    <MayWait key={path} fallback={fallback}>
      {children}
    </MayWait>
  ) : (
    children
  );
}
