import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { cache, type ReactNode, Suspense } from 'react';
import { jobberFor } from '@/lib/connection';
import type { JobDetail } from '@/lib/live/contract';
import { recordIdSchema } from '@/lib/live/input';
import { liveJob } from '@/lib/live/job';
import { requireScope } from '@/lib/session';
import { BackLink } from '../../../_ui/back-link';
import { CheckedMark } from '../../../_ui/checked-mark';
import { defaultFormats } from '../../../_ui/formats';
import { Failed } from '../../../_ui/notice';
import { OpenInJobber } from '../../../_ui/open-in-jobber';
import { RecordState } from '../../../_ui/record-state';
import { RetryButton } from '../../../_ui/retry-button';
import { RecordSkeleton } from '../../../_ui/skeleton';
import { ConnectionLine } from '../../connection-line';
import { PageHeader } from '../../page-header';
import { readOrFailure } from '../../read-or-failure';
import { singleAccount } from '../../single-account';
import { jobHref } from '../job-href';
import { JobRecord } from '../job-record';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const loadAccount = createLoader({ account: parseAsString });

export const metadata: Metadata = { title: 'Job' };

export default async function JobPage({ params, searchParams }: Props) {
  const { account } = await loadAccount(searchParams);
  const id = recordIdSchema.safeParse(decodeURIComponent((await params).id));
  await requireScope(account ?? undefined);
  if (!id.success) notFound();
  return (
    <Suspense fallback={<Waiting account={account} />}>
      <Job id={id.data} account={account} />
    </Suspense>
  );
}

// One question to Jobber per request, whoever on the page wants the answer.
const readJob = cache((id: string, account: string | null) =>
  readOrFailure('job', async () => {
    const { scope } = await requireScope(account ?? undefined);
    const { id: accountId } = singleAccount(scope);
    return liveJob(jobberFor(accountId, { personId: scope.personId }), id);
  }),
);

async function Job({ id, account }: { id: string; account: string | null }) {
  const job = await readJob(id, account);
  const now = new Date().toISOString();
  if ('error' in job) {
    if (job.error.code === 'not_found') notFound();
    return (
      <>
        <Head id={id} account={account} title="Job" />
        <Failed
          message={job.error.message}
          reference={job.error.reference}
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
        title={<JobTitle job={job} />}
        state={<RecordState kind="job" status={job.status} />}
        acts={
          <>
            <CheckedMark checkedAt={job.checkedAt} serverNow={now} />
            <OpenInJobber url={job.jobberUrl} />
          </>
        }
      />
      <JobRecord job={job} account={account} formats={defaultFormats} now={now} />
    </>
  );
}

function Waiting({ account }: { account: string | null }) {
  return (
    <>
      <PageHeader title="Job" back={<Back account={account} />} />
      <RecordSkeleton label="Reading the job from Jobber" />
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
  title: ReactNode;
  state?: ReactNode;
  acts?: ReactNode;
}) {
  return (
    <PageHeader
      title={title}
      back={<Back account={account} />}
      state={state}
      acts={acts}
      line={<ConnectionLine asked={account ?? undefined} path={jobHref(id, account)} />}
    />
  );
}

function Back({ account }: { account: string | null }) {
  return (
    <BackLink
      href={account ? `/jobs?account=${encodeURIComponent(account)}` : '/jobs'}
      label="All jobs"
    />
  );
}

function JobTitle({ job }: { job: JobDetail }) {
  return (
    <>
      {job.jobNumber === null ? null : (
        <span className="mr-2 font-normal text-ink-soft tabular-nums">#{job.jobNumber}</span>
      )}
      {job.title || 'No title'}
    </>
  );
}
