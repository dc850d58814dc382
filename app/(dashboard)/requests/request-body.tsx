import type { RequestRecord } from '@/lib/records/record-contract';
import { ContactActions } from '../../_ui/contact-actions';
import { Fact, Facts, Part } from '../../_ui/facts';
import { Moment } from '../../_ui/moment';
import { missingIn, Unknown } from '../../_ui/money';
import { RecordLayout } from '../../_ui/record-layout';
import { Tabs } from '../../_ui/tabs';
import { documentsTab } from '../known-parts';
import { LiveNotes } from '../live-notes';
import {
  ClientFact,
  linesTab,
  MomentFact,
  PlaceFact,
  placeLines,
  WordsPart,
} from '../record-parts';
import type { RecordContext } from '../record-route';
import { sourceWords } from './source-words';

type Props = { request: RequestRecord } & RecordContext;

/** Everything known about one request. */
export function RequestBody(props: Props) {
  return <RecordLayout left={<Who {...props} />} right={<What {...props} />} />;
}

function Who({ request, account: { slug, formats }, now }: Props) {
  const { assessment } = request;
  const missing = missingIn(request.detailAt !== null);
  const place = request.property ? placeLines(request.property) : [];
  return (
    <>
      <div className="px-4 py-4 sm:px-6">
        <ContactActions
          phone={request.phone ?? request.client?.phone ?? null}
          email={request.email ?? request.client?.email ?? null}
          address={place.length > 0 ? place.join(', ') : null}
        />
      </div>
      <Part title="Request">
        <Facts>
          <ClientFact client={request.client} account={slug} />
          {request.contactName ? <Fact label="Contact">{request.contactName}</Fact> : null}
          {request.companyName ? <Fact label="Company">{request.companyName}</Fact> : null}
          <Fact label="Phone">
            {request.phone ?? <Unknown reason={missing('No phone number given')} />}
          </Fact>
          <Fact label="E-mail">
            {request.email ?? <Unknown reason={missing('No e-mail address given')} />}
          </Fact>
          <PlaceFact property={request.property} missing={missing} />
          <Fact label="Came in">
            <Moment at={request.createdAt} now={now} formats={formats} time />
          </Fact>
          <Fact label="Source">
            {request.source ? (
              sourceWords(request.source)
            ) : (
              <Unknown reason={missing('Jobber gave no source')} />
            )}
          </Fact>
          <Fact label="Salesperson">
            {request.salespersonName ?? <Unknown reason={missing('Nobody is set in Jobber')} />}
          </Fact>
        </Facts>
      </Part>
      {assessment ? (
        <Part title="Assessment">
          <Facts>
            <Fact label="When">
              <Moment
                at={assessment.startAt}
                now={now}
                formats={formats}
                time={!assessment.isAllDay}
                unknown="Not scheduled"
              />
            </Fact>
            <MomentFact label="Done" at={assessment.completedAt} now={now} formats={formats} time />
          </Facts>
        </Part>
      ) : null}
      <WordsPart title="Instructions" text={assessment?.instructions ?? null} />
    </>
  );
}

function What({ request, ...context }: Props) {
  const { formats } = context.account;
  const { now } = context;
  return (
    <Tabs
      label="What became of this request"
      tabs={[
        documentsTab({ kind: 'quote', documents: request.quotes, dateLabel: 'Created' }, context),
        documentsTab({ kind: 'job', documents: request.jobs, dateLabel: 'Starts' }, context),
        linesTab(request, formats),
        {
          id: 'notes',
          label: 'Notes',
          panel: <LiveNotes formats={formats} now={now} moreUrl={request.jobberUri} />,
        },
      ]}
    />
  );
}
