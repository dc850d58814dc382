import { Suspense } from 'react';
import type { JobRecord } from '@/lib/records/record-contract';
import { RecordLayout } from '../../_ui/record-layout';
import { RowsSkeleton } from '../../_ui/skeleton';
import { Tabs } from '../../_ui/tabs';
import { documentsTab, recordsTab } from '../known-parts';
import { LiveNotes } from '../live-notes';
import { linesTab } from '../record-parts';
import type { RecordContext } from '../record-route';
import { RelatedVisits } from '../related-lists';
import { JobFacts } from './job-facts';

/** Everything known about one job. */
export function JobBody({ job, context }: { job: JobRecord; context: RecordContext }) {
  const { account, now } = context;
  const { formats } = account;
  return (
    <RecordLayout
      left={<JobFacts job={job} context={context} />}
      right={
        <Tabs
          label={`What belongs to ${job.title ?? 'this job'}`}
          tabs={[
            recordsTab(
              {
                kind: 'visit',
                count: job.visitCounts.total,
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
              context,
            ),
            linesTab(job, formats),
            documentsTab(
              { kind: 'invoice', documents: job.invoices, dateLabel: 'Issued' },
              context,
            ),
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
