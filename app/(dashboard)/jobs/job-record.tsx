import Link from 'next/link';
import type { JobDetail } from '@/lib/live/contract';
import { addressLines } from '../../_ui/addresses';
import { ContactActions } from '../../_ui/contact-actions';
import { CustomFields } from '../../_ui/custom-fields';
import { DocumentTable } from '../../_ui/document-table';
import { Fact, Facts, Figure, Part } from '../../_ui/facts';
import { type Formats, formatCount, formatMoney } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { Money, Unknown } from '../../_ui/money';
import { countOf, Notes } from '../../_ui/notes';
import { Hidden } from '../../_ui/notice';
import { RecordLayout } from '../../_ui/record-layout';
import { Tabs } from '../../_ui/tabs';
import { clientHref } from '../clients/client-href';
import { LineItemTable, VisitTable } from './job-tables';

type Props = { job: JobDetail; account: string | null; formats: Formats; now: string };

/** Everything Jobber told about one job. */
export function JobRecord(props: Props) {
  return <RecordLayout left={<Who {...props} />} right={<What {...props} />} />;
}

function Who({ job, account, formats, now }: Props) {
  const place = job.property ? addressLines(job.property.address) : [];
  return (
    <>
      <Worth job={job} formats={formats} />
      {place.length > 0 ? (
        <div className="px-4 pb-4 sm:hidden">
          <ContactActions address={place.join(', ')} />
        </div>
      ) : null}
      <Part title="Job">
        <Facts>
          <Fact label="Client">
            {job.client ? (
              <Link
                href={clientHref(job.client.id, account)}
                className="font-medium text-accent underline-offset-2 hover:underline"
              >
                {job.client.name || 'No name'}
              </Link>
            ) : (
              <Unknown reason="Jobber gave no client" />
            )}
          </Fact>
          <Fact label="Where">
            {place.length === 0 ? <Unknown reason="No address in Jobber" /> : null}
            {place.slice(0, 3).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </Fact>
          <Fact label="Starts">
            <Moment at={job.startAt} now={now} formats={formats} time unknown="Not scheduled" />
          </Fact>
          <Fact label="Ends">
            <Moment at={job.endAt} now={now} formats={formats} time unknown="No end date" />
          </Fact>
          {job.completedAt ? (
            <Fact label="Completed">
              <Moment at={job.completedAt} now={now} formats={formats} />
            </Fact>
          ) : null}
          <Fact label="Kind">{kindText(job)}</Fact>
          {job.visitCounts ? (
            <Fact label="Visits">{visitText(job.visitCounts, formats)}</Fact>
          ) : null}
          {job.quote ? <Fact label="From quote">{job.quote.name}</Fact> : null}
          <Fact label="Salesperson">
            {job.salesperson ?? <Unknown reason="Nobody is set in Jobber" />}
          </Fact>
        </Facts>
      </Part>
      {job.instructions ? (
        <Part title="Instructions">
          <p className="whitespace-pre-wrap break-words text-table">{job.instructions}</p>
        </Part>
      ) : null}
      <CustomFields fields={job.customFields} />
    </>
  );
}

function Worth({ job, formats }: { job: JobDetail; formats: Formats }) {
  const { costing } = job;
  return (
    <div className="px-4 py-4 sm:px-6">
      <Figure label="Total">
        {job.hidden.includes('total') ? (
          <span className="font-normal text-table">
            <Hidden what="prices" />
          </span>
        ) : (
          <Money cents={job.totalCents} formats={formats} unknown="Jobber gave no total" />
        )}
      </Figure>
      <div className="mt-3">
        <Facts>
          <Fact label="Invoiced">
            <Money cents={job.invoicedCents} formats={formats} />
          </Fact>
          <Fact label="Not invoiced">
            <Money cents={job.uninvoicedCents} formats={formats} />
          </Fact>
          {costing ? (
            <>
              <Fact label="Cost">
                <Money cents={costing.costCents} formats={formats} />
              </Fact>
              <Fact label="Margin">
                <span className="tabular-nums">
                  {formatMoney(costing.profitCents, formats)}
                  {costing.profitPercentage === null
                    ? ''
                    : ` · ${Math.round(costing.profitPercentage)} %`}
                </span>
              </Fact>
            </>
          ) : (
            <Fact label="Cost, margin">
              <Hidden what="job costs" short />
            </Fact>
          )}
        </Facts>
      </div>
    </div>
  );
}

function What({ job, formats, now }: Props) {
  const shared = { formats, now, moreUrl: job.jobberUrl };
  const visits = job.visitCounts ? job.visitCounts.past + job.visitCounts.future : null;
  return (
    <Tabs
      label={`What belongs to ${job.title ?? 'this job'}`}
      tabs={[
        {
          id: 'visits',
          label: 'Visits',
          count: visits === null ? countOf(job.visits) : formatCount(visits, formats),
          panel: <VisitTable list={job.visits} {...shared} />,
        },
        {
          id: 'items',
          label: 'Line items',
          count: countOf(job.lineItems),
          panel: <LineItemTable list={job.lineItems} formats={formats} moreUrl={job.jobberUrl} />,
        },
        {
          id: 'invoices',
          label: 'Invoices',
          count: countOf(job.invoices),
          panel: (
            <DocumentTable
              label="invoices"
              kind="invoice"
              list={job.invoices}
              dateLabel="Issued"
              {...shared}
            />
          ),
        },
        {
          id: 'notes',
          label: 'Notes',
          count: countOf(job.notes),
          panel: <Notes list={job.notes} {...shared} />,
        },
      ]}
    />
  );
}

function kindText(job: JobDetail): string {
  const type = { ONE_OFF: 'One-off', RECURRING: 'Recurring' }[job.type ?? ''] ?? job.type;
  const billing =
    { FIXED_PRICE: 'fixed price', VISIT_BASED: 'billed per visit' }[job.billingType ?? ''] ??
    job.billingType;
  return [type, billing].filter(Boolean).join(', ') || 'Not told';
}

function visitText(counts: NonNullable<JobDetail['visitCounts']>, formats: Formats): string {
  const parts = [
    `${formatCount(counts.past, formats)} past`,
    `${formatCount(counts.future, formats)} to come`,
    counts.unscheduled > 0 ? `${formatCount(counts.unscheduled, formats)} unscheduled` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
