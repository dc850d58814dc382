import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { cache, type ReactNode, Suspense } from 'react';
import { jobberFor } from '@/lib/connection';
import { liveClient } from '@/lib/live/client';
import { recordIdSchema } from '@/lib/live/input';
import { requireScope } from '@/lib/session';
import { BackLink } from '../../../_ui/back-link';
import { CheckedMark } from '../../../_ui/checked-mark';
import { defaultFormats } from '../../../_ui/formats';
import { Failed } from '../../../_ui/notice';
import { OpenInJobber } from '../../../_ui/open-in-jobber';
import { RetryButton } from '../../../_ui/retry-button';
import { RecordSkeleton } from '../../../_ui/skeleton';
import { ConnectionLine } from '../../connection-line';
import { PageHeader } from '../../page-header';
import { readOrFailure } from '../../read-or-failure';
import { singleAccount } from '../../single-account';
import { clientHref } from '../client-href';
import { ClientRecord } from '../client-record';
import { ClientState } from '../client-state';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const loadAccount = createLoader({ account: parseAsString });

export const metadata: Metadata = { title: 'Client' };

export default async function ClientPage({ params, searchParams }: Props) {
  const { account } = await loadAccount(searchParams);
  const id = recordIdSchema.safeParse(decodeURIComponent((await params).id));
  await requireScope(account ?? undefined);
  if (!id.success) notFound();
  return (
    <Suspense fallback={<Waiting account={account} />}>
      <Client id={id.data} account={account} />
    </Suspense>
  );
}

// One question to Jobber per request, whoever on the page wants the answer.
const readClient = cache((id: string, account: string | null) =>
  readOrFailure('client', async () => {
    const { scope } = await requireScope(account ?? undefined);
    const { id: accountId } = singleAccount(scope);
    return liveClient(jobberFor(accountId, { personId: scope.personId }), id);
  }),
);

async function Client({ id, account }: { id: string; account: string | null }) {
  const client = await readClient(id, account);
  const now = new Date().toISOString();
  if ('error' in client) {
    if (client.error.code === 'not_found') notFound();
    return (
      <>
        <Head id={id} account={account} title="Client" />
        <Failed
          message={client.error.message}
          reference={client.error.reference}
          action={<RetryButton />}
        />
      </>
    );
  }
  return (
    <>
      <Head
        id={id}
        account={account}
        title={client.name || 'No name'}
        state={<ClientState client={client} />}
        acts={
          <>
            <CheckedMark checkedAt={client.checkedAt} serverNow={now} />
            <OpenInJobber url={client.jobberUrl} />
          </>
        }
      />
      <ClientRecord client={client} account={account} formats={defaultFormats} now={now} />
    </>
  );
}

function Waiting({ account }: { account: string | null }) {
  return (
    <>
      <PageHeader title="Client" back={<Back account={account} />} />
      <RecordSkeleton label="Reading the client from Jobber" />
    </>
  );
}

function Head({
  id,
  account,
  title,
  state,
  acts,
}: {
  id: string;
  account: string | null;
  title: string;
  state?: ReactNode;
  acts?: ReactNode;
}) {
  return (
    <PageHeader
      title={title}
      back={<Back account={account} />}
      state={state}
      acts={acts}
      line={<ConnectionLine asked={account ?? undefined} path={clientHref(id, account)} />}
    />
  );
}

function Back({ account }: { account: string | null }) {
  return (
    <BackLink
      href={account ? `/clients?account=${encodeURIComponent(account)}` : '/clients'}
      label="All clients"
    />
  );
}
