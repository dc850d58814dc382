import type { Metadata } from 'next';
import { Suspense } from 'react';
import { formatsOfAccounts } from '@/lib/access/account-formats';
import type { AccountScope } from '@/lib/access/account-scope';
import { schedule } from '@/lib/records/schedule';
import { dayOf } from '@/lib/reports/period';
import { requireScope } from '@/lib/session';
import { unreadVisitDays } from '@/lib/sync/unread-visit-days';
import { Failed } from '../../_ui/notice';
import { RetryButton } from '../../_ui/retry-button';
import { RowsSkeleton } from '../../_ui/skeleton';
import { ConnectionLine } from '../connection-line';
import { FreshnessMark } from '../freshness-mark';
import { PageHeader } from '../page-header';
import { readOrFailure } from '../read-or-failure';
import { ScheduleBoard } from './schedule-board';
import { spanOf } from './schedule-span';

export const metadata: Metadata = { title: 'Schedule' };

type Query = Record<string, string | string[] | undefined>;

/** Who goes where: a day or a week by crew member, what needs a look first. */
export default async function SchedulePage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const asked = text(query.account);
  const { scope } = await requireScope(asked);
  return (
    <>
      <PageHeader
        title="Schedule"
        acts={
          <Suspense>
            <FreshnessMark asked={asked} />
          </Suspense>
        }
        line={
          <Suspense>
            <ConnectionLine asked={asked} path="/schedule" />
          </Suspense>
        }
      />
      <Suspense
        key={`${text(query.by)} ${text(query.day)}`}
        fallback={<RowsSkeleton label="Reading the schedule" />}
      >
        <Board scope={scope} asked={asked} by={text(query.by)} day={text(query.day)} />
      </Suspense>
    </>
  );
}

async function Board({
  scope,
  asked,
  by,
  day,
}: {
  scope: AccountScope;
  asked: string | undefined;
  by: string | undefined;
  day: string | undefined;
}) {
  const now = new Date();
  const read = await readOrFailure('schedule', async () => {
    const accounts = await formatsOfAccounts(scope);
    const [first] = accounts;
    const today = dayOf(now, first?.timeZone ?? 'UTC');
    const span = spanOf({ by, day }, today, first?.firstWeekday ?? 1);
    const [plan, unread] = await Promise.all([
      schedule(scope, span, { now }),
      unreadVisitDays(scope, span.days),
    ]);
    return { accounts, today, span, plan, unread };
  });
  if ('error' in read) {
    return (
      <Failed
        message={read.error.message}
        reference={read.error.reference}
        action={<RetryButton />}
      />
    );
  }
  const accounts = read.accounts.map(({ accountId, slug, name, locale, currency, timeZone }) => ({
    id: accountId,
    slug,
    name,
    formats: { locale, currency, timeZone },
  }));
  return <ScheduleBoard {...read} accounts={accounts} asked={asked} now={now.toISOString()} />;
}

function text(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
