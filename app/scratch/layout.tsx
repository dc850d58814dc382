import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { Suspense, type ReactNode } from 'react';
import { QueryProvider } from '../_query/query-provider';
import { AccountSwitcher } from '../(dashboard)/account-switcher';
import { NavLinks } from '../(dashboard)/nav-links';
import { Shell } from '../(dashboard)/shell';
export default function L({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter><QueryProvider>
      <Shell isSandbox account={<Suspense><AccountSwitcher accounts={[{slug:'cedar',name:'Cedar Ridge Landscaping',connection:'connected'},{slug:'b',name:'Bluebird Plumbing',connection:'reconnect'}]} /></Suspense>} nav={<Suspense><NavLinks /></Suspense>}>{children}</Shell>
    </QueryProvider></NuqsAdapter>
  );
}
