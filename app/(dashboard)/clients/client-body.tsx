import { type ReactNode, Suspense } from 'react';
import type { ClientRecord } from '@/lib/records/record-contract';
import { kindOf } from '../../_query/list-page';
import { RecordLayout } from '../../_ui/record-layout';
import { RowsSkeleton } from '../../_ui/skeleton';
import { Tabs } from '../../_ui/tabs';
import { recordsTab } from '../known-parts';
import { LiveNotes } from '../live-notes';
import type { RecordContext } from '../record-route';
import { RelatedDocuments, RelatedVisits } from '../related-lists';
import { ClientFacts } from './client-facts';
import { ClientTimeline } from './client-timeline';

/** Everything known about one client. */
export function ClientBody({
  client,
  context,
  timelineAfter,
}: {
  client: ClientRecord;
  context: RecordContext;
  timelineAfter: string | undefined;
}) {
  const { formats } = context.account;
  const { counts } = client;
  const documents = (list: 'jobs' | 'quotes' | 'invoices' | 'requests') =>
    recordsTab(
      {
        kind: kindOf[list],
        count: counts[list],
        panel: (
          <Panel label={`Reading ${list}`}>
            <RelatedDocuments
              list={list}
              client={client.id}
              count={counts[list]}
              context={context}
            />
          </Panel>
        ),
      },
      context,
    );
  return (
    <RecordLayout
      left={<ClientFacts client={client} context={context} />}
      right={
        <Tabs
          label={`What happened with ${client.name}`}
          tabs={[
            {
              id: 'timeline',
              label: 'Timeline',
              panel: (
                <Panel label="Reading what happened">
                  <ClientTimeline id={client.id} after={timelineAfter} context={context} />
                </Panel>
              ),
            },
            documents('jobs'),
            documents('quotes'),
            documents('invoices'),
            recordsTab(
              {
                kind: 'visit',
                count: counts.visits,
                panel: (
                  <Panel label="Reading visits">
                    <RelatedVisits
                      filters={{ client: client.id }}
                      count={counts.visits}
                      context={context}
                    />
                  </Panel>
                ),
              },
              context,
            ),
            documents('requests'),
            {
              id: 'notes',
              label: 'Notes',
              panel: <LiveNotes formats={formats} now={context.now} moreUrl={client.jobberUri} />,
            },
          ]}
        />
      }
    />
  );
}

function Panel({ label, children }: { label: string; children: ReactNode }) {
  return <Suspense fallback={<RowsSkeleton rows={6} label={label} />}>{children}</Suspense>;
}
