import type { Route } from 'next';
import Link from 'next/link';
import type { ListFilters, ListName, ListPage, ListRows } from '@/lib/records/contract';
import { listPage } from '@/lib/records/list-page';
import { defaultSorts, listParams } from '@/lib/records/list-query';
import type { RecordDocument } from '@/lib/records/record-contract';
import { formatCount } from '../_ui/formats';
import { Failed } from '../_ui/notice';
import { Documents } from './documents';
import { readOrFailure } from './read-or-failure';
import type { RecordContext } from './record-route';
import { VisitTable } from './visit-table';

const shownRows = 25;

type DocumentList = 'jobs' | 'quotes' | 'invoices' | 'requests';

const kinds = { jobs: 'job', quotes: 'quote', invoices: 'invoice', requests: 'request' } as const;
const dateLabels = { jobs: 'Starts', quotes: 'Sent', invoices: 'Issued', requests: 'Came in' };

/** The newest documents of a client, and the way to all of them. */
export async function RelatedDocuments({
  list,
  client,
  count,
  context,
}: {
  list: DocumentList;
  client: string;
  count: number;
  context: RecordContext;
}) {
  const { scope, account, now } = context;
  const filters = { client } as ListFilters<DocumentList>;
  const page = await readOrFailure(list, () => relatedPage(scope, list, filters));
  if ('error' in page) return <Failed {...page.error} />;
  return (
    <>
      <Documents
        kind={kinds[list]}
        documents={page.rows.map(asDocument)}
        dateLabel={dateLabels[list]}
        account={account.slug}
        formats={account.formats}
        now={now}
      />
      {page.next ? <AllOf list={list} filters={filters} count={count} context={context} /> : null}
    </>
  );
}

/** The visits of a client or a job, the latest first. */
export async function RelatedVisits({
  filters,
  count,
  context,
}: {
  filters: Pick<ListFilters<'visits'>, 'client' | 'job'>;
  count: number;
  context: RecordContext;
}) {
  const { scope, account, now } = context;
  const page = await readOrFailure('visits', () => relatedPage(scope, 'visits', filters));
  if ('error' in page) return <Failed {...page.error} />;
  return (
    <>
      <VisitTable visits={page.rows} account={account} now={now} />
      {page.next ? <AllOf list="visits" filters={filters} count={count} context={context} /> : null}
    </>
  );
}

function relatedPage<List extends ListName>(
  scope: RecordContext['scope'],
  list: List,
  filters: ListFilters<List>,
): Promise<ListPage<ListRows[List]>> {
  return listPage(scope, list, { filters, sort: defaultSorts[list], limit: shownRows });
}

function AllOf<List extends ListName>({
  list,
  filters,
  count,
  context: { account },
}: {
  list: List;
  filters: ListFilters<List>;
  count: number;
  context: RecordContext;
}) {
  const path = list === 'visits' ? '/schedule/visits' : `/${list}`;
  const query = new URLSearchParams(listParams(list, { filters, sort: defaultSorts[list] }));
  query.set('account', account.slug);
  return (
    <p className="px-4 py-3 text-table">
      <Link
        href={`${path}?${query}` as Route}
        className="text-accent underline-offset-2 hover:underline"
      >
        All {formatCount(count, account.formats)} {list}
      </Link>
    </p>
  );
}

function asDocument(row: ListRows[DocumentList]): RecordDocument {
  const { id, status } = row;
  if ('jobNumber' in row) {
    const { jobNumber, title, totalCents, startAt } = row;
    return { id, status, number: String(jobNumber), title, totalCents, at: startAt };
  }
  if ('quoteNumber' in row) {
    const { quoteNumber, title, totalCents, sentAt } = row;
    return { id, status, number: quoteNumber, title, totalCents, at: sentAt };
  }
  if ('invoiceNumber' in row) {
    const { invoiceNumber, subject, totalCents, issuedAt } = row;
    return { id, status, number: invoiceNumber, title: subject, totalCents, at: issuedAt };
  }
  return { id, status, number: null, title: row.title, totalCents: null, at: row.createdAt };
}
