import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { AccountScope, MemberAccount } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';
import { budgetNow } from '@/lib/explorer/budget-left';
import { keptQueries } from '@/lib/explorer/kept-queries';
import { pastRuns } from '@/lib/explorer/runs';
import { requireScope } from '@/lib/session';
import { Nothing } from '../../_ui/notice';
import { PageHeader } from '../page-header';
import { singleAccount } from '../single-account';
import { examples } from './examples';
import { Workbench } from './workbench';

export const metadata: Metadata = { title: 'Explorer' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function ExplorerPage({ searchParams }: { searchParams: Query }) {
  const { account: asked } = await searchParams;
  const { scope } = await requireScope(typeof asked === 'string' ? asked : undefined);
  const account = ownedAccount(scope);
  return (
    <>
      <PageHeader title="Explorer" />
      {account ? (
        <Explorer scope={scope} account={account} />
      ) : (
        <Nothing>
          The explorer asks Jobber directly, so it is for owners of the account. The lists and
          reports show you the same records.
        </Nothing>
      )}
    </>
  );
}

async function Explorer({ scope, account }: { scope: AccountScope; account: MemberAccount }) {
  const [kept, runs, budget, head] = await Promise.all([
    keptQueries(scope, account.id),
    pastRuns(scope, account.id),
    budgetNow(scope, account.id),
    headers(),
  ]);
  return (
    <Workbench
      key={account.slug}
      slug={account.slug}
      accountName={account.name}
      examples={examples}
      kept={kept}
      runs={runs}
      budget={budget}
      nonce={head.get('x-nonce') ?? ''}
      now={new Date().toISOString()}
    />
  );
}

/** Jobber is asked for one account at a time: the one in the URL, else the first that the person owns. */
function ownedAccount(scope: AccountScope): MemberAccount | undefined {
  const owned = scope.accounts.filter(({ role }) => may(role, 'ask'));
  return owned.length === scope.accounts.length ? singleAccount(scope) : owned[0];
}
