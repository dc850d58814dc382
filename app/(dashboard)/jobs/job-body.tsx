import { Suspense } from 'react';
import type { JobRecord } from '@/lib/records/record-contract';
import { formatCount } from '../../_ui/formats';
import { RecordLayout } from '../../_ui/record-layout';
import { RowsSkeleton } from '../../_ui/skeleton';
import { Tabs } from '../../_ui/tabs';
import { Documents } from '../documents';
import { LiveNotes } from '../live-notes';
import { linesTab } from '../record-parts';
import type { RecordContext } from '../record-route';
import { RelatedVisits } from '../related-lists';
import { JobFacts } from './job-facts';

/** Everything known about one job. */
export function JobBody({ job, context }: { job: JobRecord; context: RecordContext }) {
  const { account, now } = context;
  const { formats, slug } = account;
  return (
    <RecordLayout
      left={<JobFacts job={job} context={context} />}
      right={
        <Tabs
          label={`What belongs to ${job.title ?? 'this job'}`}
          tabs={[
            {
              id: 'visits',
              label: 'Visits',
              count: formatCount(job.visitCounts.total, formats),
              panel: (
                <Suspense fallback={<RowsSkeleton rows={6} label="Reading visits" />}>
                  <RelatedVisits
                    filters={{ job: job.id }}
                    count={job.visitCounts.total}
                    context={context}
                  />
                </Suspense>
              ),
            },
            linesTab(job, formats),
            {
              id: 'invoices',
              label: 'Invoices',
              count: formatCount(job.invoices.length, formats),
              panel: (
                <Documents
                  kind="invoice"
                  documents={job.invoices}
                  dateLabel="Issued"
                  account={slug}
                  formats={formats}
                  now={now}
                />
              ),
            },
            {
              id: 'notes',
              label: 'Notes',
              panel: <LiveNotes formats={formats} now={now} moreUrl={job.jobberUri} />,
            },
          ]}
        />
      }
    />
  );
}
