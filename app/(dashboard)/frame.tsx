'use client';

import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, Suspense, use } from 'react';
import { QueryProvider } from '../_query/query-provider';
import { AccountSwitcher } from './account-switcher';
import { FindAnything } from './find-anything';
import type { FrameFacts } from './frame-contract';
import { KeepPlace } from './keep-place';
import { KeepTitle } from './keep-title';
import { NavLinks } from './nav-links';
import { NearLinks } from './near-links';
import { Shell } from './shell';
import { FrameFactsContext } from './use-frame-facts';

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
  /** Nothing is shown before it resolves. */
  whole: Promise<void>;
  children: ReactNode;
}) {
  use(whole);
  return (
    <NuqsAdapter>
      <QueryProvider>
        <FrameFactsContext value={facts}>
          <Shell
            isSandbox={isSandbox}
            account={
              <Suspense>
                <AccountSwitcher />
              </Suspense>
            }
            nav={<NavLinks />}
          >
            {children}
          </Shell>
          <Suspense>
            <FindAnything />
          </Suspense>
          <NearLinks />
          <KeepPlace />
          <KeepTitle />
        </FrameFactsContext>
      </QueryProvider>
    </NuqsAdapter>
  );
}
