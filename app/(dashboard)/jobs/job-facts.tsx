import type { JobRecord } from '@/lib/records/record-contract';
import { ContactActions } from '../../_ui/contact-actions';
import { Fact, Facts, Figure, Part } from '../../_ui/facts';
import { type Formats, formatCount } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { type Missing, Money, missingIn, Unknown } from '../../_ui/money';
import { KnownFrom } from '../known-parts';
import {
  ClientFact,
  DocumentFact,
  FieldsPart,
  MomentFact,
  MoneyFact,
  PlaceFact,
  placeLines,
  WordsPart,
} from '../record-parts';
import type { RecordContext } from '../record-route';

/** What a job is, for whom, when, and what it brings. */
export function JobFacts({ job, context }: { job: JobRecord; context: RecordContext }) {
  const { account, now } = context;
  const { formats, slug } = account;
  const missing = missingIn(job.detailAt !== null);
  const place = job.property ? placeLines(job.property) : [];
  return (
    <>
      <Worth job={job} context={context} missing={missing} />
      <div className="px-4 pb-4 sm:px-6">
        <ContactActions
          phone={job.client?.phone ?? null}
          email={job.client?.email ?? null}
          address={place.length > 0 ? place.join(', ') : null}
        />
      </div>
      <Part title="Job">
        <Facts>
          <ClientFact client={job.client} account={slug} />
          <PlaceFact property={job.property} missing={missing} />
          <Fact label="Starts">
            <Moment at={job.startAt} now={now} formats={formats} time unknown="Not scheduled" />
          </Fact>
          <Fact label="Ends">
            <Moment
              at={job.endAt}
              now={now}
              formats={formats}
              time
              unknown={missing('No end date')}
            />
          </Fact>
          {job.scheduleSummary ? <Fact label="Schedule">{job.scheduleSummary}</Fact> : null}
          <MomentFact label="Next visit" at={job.nextVisitAt} now={now} formats={formats} time />
          <MomentFact label="Completed" at={job.completedAt} now={now} formats={formats} />
          <Fact label="Visits">
            <KnownFrom kind="visit" context={context}>
              {visitText(job.visitCounts, formats)}
            </KnownFrom>
          </Fact>
          <Fact label="Crew">
            {job.crew.join(', ') || <Unknown reason="Nobody is assigned to a visit" />}
          </Fact>
          <Fact label="Kind">{kindText(job)}</Fact>
          <DocumentFact label="From quote" kind="quote" document={job.quote} account={slug} />
          <DocumentFact label="From request" kind="request" document={job.request} account={slug} />
          <Fact label="Salesperson">
            {job.salespersonName ?? <Unknown reason={missing('Nobody is set in Jobber')} />}
          </Fact>
        </Facts>
      </Part>
      <WordsPart title="Instructions" text={job.instructions} />
      <FieldsPart fields={job.customFields} />
    </>
  );
}

function Worth({
  job,
  context,
  missing,
}: {
  job: JobRecord;
  context: RecordContext;
  missing: Missing;
}) {
  const { formats } = context.account;
  return (
    <div className="px-4 py-4 sm:px-6">
      <Figure label="Total">
        <Money cents={job.totalCents} formats={formats} />
      </Figure>
      <div className="mt-3">
        <Facts>
          <MoneyFact
            label="Billed"
            cents={job.invoicedCents}
            formats={formats}
            unknown={missing('Jobber does not say what was billed')}
          />
          <MoneyFact label="Not billed" cents={job.uninvoicedCents} formats={formats} />
          <Fact label="Paid">
            <KnownFrom
              kind="invoice"
              isLinked={context.known('invoice').hasDetails}
              context={context}
            >
              <Money cents={job.paidCents} formats={formats} />
            </KnownFrom>
          </Fact>
          <MoneyFact
            label="Cost"
            cents={job.costCents}
            formats={formats}
            unknown={missing(noCosts)}
          />
          <Fact label="Margin">
            {job.marginCents === null ? (
              <Unknown
                reason={missing(job.costCents === null ? noCosts : 'Nothing is billed yet')}
              />
            ) : (
              <span title="What was billed less lines, labour and expenses">
                <Money cents={job.marginCents} formats={formats} />
                {job.invoicedCents ? (
                  <span className="text-ink-soft tabular-nums">
                    {' '}
                    · {Math.round((job.marginCents / job.invoicedCents) * 100)} %
                  </span>
                ) : null}
              </span>
            )}
          </Fact>
        </Facts>
      </div>
    </div>
  );
}

const noCosts = 'Jobber gives no costs for this job, or does not allow this app to read them';

function kindText(job: JobRecord): string {
  const type = { ONE_OFF: 'One-off', RECURRING: 'Recurring' }[job.jobType] ?? job.jobType;
  const billing =
    { FIXED_PRICE: 'fixed price', VISIT_BASED: 'billed per visit' }[job.billingType ?? ''] ??
    job.billingType;
  return [type, billing].filter(Boolean).join(', ');
}

function visitText(counts: JobRecord['visitCounts'], formats: Formats): string {
  const parts = [
    `${formatCount(counts.complete, formats)} done`,
    counts.late > 0 ? `${formatCount(counts.late, formats)} late` : '',
    `${formatCount(counts.ahead, formats)} to come`,
    counts.unscheduled > 0 ? `${formatCount(counts.unscheduled, formats)} unscheduled` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
