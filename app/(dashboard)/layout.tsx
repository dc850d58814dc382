import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, Suspense } from 'react';
import { accountConnections } from '@/lib/connection/connections';
import { findSession } from '@/lib/session';
import { isSandbox } from '@/lib/session/sign-in-place';
import { QueryProvider } from '../_query/query-provider';
import { AccountSwitcher } from './account-switcher';
import { Finder } from './finder';
import { KeepPlace } from './keep-place';
import { KeepTitle } from './keep-title';
import { NavLinks } from './nav-links';
import { RowLinks } from './row-links';
import { Shell } from './shell';

/** The frame around every screen. Whether somebody may see what is inside, the pages decide where they read. */
export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <QueryProvider>
        <Shell
          isSandbox={isSandbox()}
          account={
            <Suspense>
              <Accounts />
            </Suspense>
          }
          nav={<NavLinks />}
        >
          {children}
        </Shell>
        <Suspense>
          <Finder />
        </Suspense>
        <RowLinks />
        <KeepPlace />
        <KeepTitle />
      </QueryProvider>
    </NuqsAdapter>
  );
}

// The frame stays when its data cannot be read; the page inside says what is wrong.
async function Accounts() {
  const session = await findSession().catch(() => null);
  const accounts = session ? await accountConnections(session.personId).catch(() => []) : [];
  return <AccountSwitcher accounts={accounts} />;
}
