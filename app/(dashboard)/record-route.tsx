import { notFound } from 'next/navigation';
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import type { ReactNode } from 'react';
import type { AccountScope } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';
import { jobberFor } from '@/lib/connection';
import { isAppError } from '@/lib/errors';
import { recordIdSchema } from '@/lib/live/input';
import { requireScope } from '@/lib/session';
import { checkRecord } from '@/lib/sync/check-record';
import { type KnownKinds, knownKinds } from '@/lib/sync/known-kinds';
import type { ListAccount } from '../_query/list-page';
import { BackLink } from '../_ui/back-link';
import { Failed } from '../_ui/notice';
import { OpenInJobber } from '../_ui/open-in-jobber';
import { RetryButton } from '../_ui/retry-button';
import { EndedConnections, endedAccounts } from './connection-line';
import { listAccounts } from './list-setup';
import { LiveMark, LiveRecord } from './live-record';
import { PageHeader } from './page-header';
import { readOrFailure } from './read-or-failure';
import { listHref, pageHref, type RecordPage } from './record-href';
import { wholeWith } from './whole-document';

/** What every page of a record gets from Next.js. */
export type RecordProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/** The account of the record on screen, what has been read of it, and when the page was made. */
export type RecordContext = {
  scope: AccountScope;
  account: ListAccount;
  known: KnownKinds;
  now: string;
};

type Shown = { title: ReactNode; state: ReactNode; body: ReactNode };
type Known = {
  accountId: number;
  id: string;
  jobberUri: string | null;
  readAt: string;
  detailAt: string | null;
};

type Props<Row extends Known> = {
  kind: RecordPage;
  read: (scope: AccountScope, id: string) => Promise<Row>;
  show: (record: Row, context: RecordContext) => Shown;
};

/**
 * A document's status says whether there is such a record, and that is sent first. One that nobody has read yet is asked
 * of Jobber, whose answers take a second or two.
 */
const untilKnownMs = 5_000;

const loadAccount = createLoader({ account: parseAsString });

/**
 * The page of one record: what the read model knows at once, and Jobber asked behind it. A record that has not been
 * read yet is asked of Jobber first.
 */
export async function RecordRoute<Row extends Known>(props: Props<Row> & RecordProps) {
  const { kind, show } = props;
  const { asked, id, scope, found, ended } = await wholeWith(opened(props), untilKnownMs);
  const now = new Date().toISOString();
  const line = <EndedConnections accounts={ended} path={pageHref(kind, id, asked ?? '')} />;
  if ('error' in found) {
    if (found.error.code === 'not_found') notFound();
    return (
      <>
        <PageHeader title={words[kind]} back={<Back kind={kind} account={asked} />} line={line} />
        <Failed
          message={found.error.message}
          reference={found.error.reference}
          action={<RetryButton />}
        />
      </>
    );
  }
  const { record, accounts, kinds } = found;
  const account = accounts.find((one) => one.id === record.accountId);
  const known = kinds.get(record.accountId);
  if (!account || !known) notFound();
  const { title, state, body } = show(record, { scope, account, known, now });
  return (
    <LiveRecord
      kind={kind}
      id={id}
      account={account.slug}
      canAsk={may(scope.roleIn(record.accountId), 'ask')}
      readAt={record.readAt}
      detailAt={record.detailAt}
    >
      <PageHeader
        title={title}
        back={<Back kind={kind} account={asked} />}
        state={state}
        acts={
          <>
            <LiveMark readAt={record.readAt} now={now} />
            <OpenInJobber url={record.jobberUri} />
          </>
        }
        line={line}
      />
      {body}
    </LiveRecord>
  );
}

async function opened<Row extends Known>({
  kind,
  read,
  params,
  searchParams,
}: Props<Row> & RecordProps) {
  const { account: asked } = await loadAccount(searchParams);
  const id = recordIdSchema.safeParse(decodeURIComponent((await params).id));
  const { scope } = await requireScope(asked ?? undefined);
  if (!id.success) notFound();
  const [found, ended] = await Promise.all([
    readOrFailure(kind, async () => ({
      record: await knownOrAsked(scope, kind, id.data, read),
      accounts: await listAccounts(scope),
      kinds: await knownKinds(scope),
    })),
    endedAccounts(scope),
  ]);
  return { asked, id: id.data, scope, found, ended };
}

async function knownOrAsked<Row>(
  scope: AccountScope,
  kind: RecordPage,
  id: string,
  read: (scope: AccountScope, id: string) => Promise<Row>,
): Promise<Row> {
  try {
    return await read(scope, id);
  } catch (error) {
    const [account, ...others] = scope.accounts;
    const isMissing = isAppError(error) && error.code === 'not_found';
    if (!isMissing || !account || others.length > 0 || !may(account.role, 'ask')) throw error;
    const client = jobberFor(account.id, { personId: scope.personId });
    await checkRecord(client, account.id, kind, id);
    return read(scope, id);
  }
}

function Back({ kind, account }: { kind: RecordPage; account: string | null }) {
  return <BackLink href={listHref(kind, account)} label={`All ${kind}s`} />;
}

const words: Record<RecordPage, string> = {
  client: 'Client',
  job: 'Job',
  quote: 'Quote',
  invoice: 'Invoice',
  request: 'Request',
};
