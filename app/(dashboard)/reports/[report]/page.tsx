import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { may } from '@/lib/access/rights';
import { openShareLinks } from '@/lib/access/share-links';
import { calendarOf } from '@/lib/reports/calendar';
import { catalog, findReport, type ReportName } from '@/lib/reports/catalog';
import { choosable, parseReportQuery, reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { requireScope } from '@/lib/session';
import { Failed } from '../../../_ui/notice';
import { FreshnessMark } from '../../freshness-mark';
import { PageHeader } from '../../page-header';
import { readOrFailure } from '../../read-or-failure';
import { withQuery } from '../report-href';
import { ReportChoices } from './report-choices';
import { ReportResults, ReportSkeleton } from './report-results';
import { ShareMenu } from './share-menu';

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ report: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = findReport((await params).report);
  return { title: name ? catalog[name].title : 'Report' };
}

export default async function ReportPage({ params, searchParams }: Props) {
  const name = findReport((await params).report);
  if (!name) notFound();
  const query = await searchParams;
  const asked = typeof query.account === 'string' ? query.account : undefined;
  await requireScope(asked);
  return (
    <>
      <PageHeader
        title={catalog[name].title}
        acts={
          <Suspense>
            <Share name={name} query={query} asked={asked} />
            <FreshnessMark asked={asked} />
          </Suspense>
        }
      />
      <ReportChoices query={parseReportQuery(query)} choose={choosable(catalog[name])} />
      <Suspense key={JSON.stringify(query)} fallback={<ReportSkeleton />}>
        <Results name={name} query={query} asked={asked} />
      </Suspense>
    </>
  );
}

/** Owners of the one account on screen may give its report away. */
async function Share({
  name,
  query,
  asked,
}: {
  name: ReportName;
  query: Query;
  asked: string | undefined;
}) {
  const { scope } = await requireScope(asked);
  const [account, ...others] = scope.accounts;
  if (!account || others.length > 0 || !may(account.role, 'manage')) return null;
  return (
    <ShareMenu
      account={account.slug}
      report={name}
      query={withQuery('', parseReportQuery(query)).slice(1)}
      links={await openShareLinks(scope, name)}
    />
  );
}

async function Results({
  name,
  query,
  asked,
}: {
  name: ReportName;
  query: Query;
  asked: string | undefined;
}) {
  const { scope } = await requireScope(asked);
  const read = await readOrFailure(`report:${name}`, async () => {
    const choices = parseReportQuery(query);
    const params = reportParams(choices, new Date(), await calendarOf(scope));
    return { params, choices, results: await runReport(scope, name, params) };
  });
  if ('error' in read) {
    return <Failed message={read.error.message} reference={read.error.reference} />;
  }
  return (
    <ReportResults
      name={name}
      asked={asked}
      accounts={scope.accounts}
      params={read.params}
      choices={read.choices}
      results={read.results}
    />
  );
}
