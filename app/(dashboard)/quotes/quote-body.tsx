import type { QuoteRecord } from '@/lib/records/record-contract';
import { ContactActions } from '../../_ui/contact-actions';
import { Fact, Facts, Figure, Part } from '../../_ui/facts';
import { Money, missingIn, Unknown } from '../../_ui/money';
import { RecordLayout } from '../../_ui/record-layout';
import { Tabs } from '../../_ui/tabs';
import { documentsTab, recordsTab } from '../known-parts';
import { LiveNotes } from '../live-notes';
import {
  ClientFact,
  DocumentFact,
  FieldsPart,
  linesTab,
  MomentFact,
  MoneyFact,
  PaymentTable,
  PlaceFact,
  WordsPart,
} from '../record-parts';
import type { RecordContext } from '../record-route';

type Props = { quote: QuoteRecord } & RecordContext;

/** Everything known about one quote. */
export function QuoteBody(props: Props) {
  return <RecordLayout left={<Who {...props} />} right={<What {...props} />} />;
}

function Who({ quote, account: { slug, formats }, now }: Props) {
  const moment = { now, formats };
  const missing = missingIn(quote.detailAt !== null);
  return (
    <>
      <div className="px-4 py-4 sm:px-6">
        <Figure label="Total">
          <Money cents={quote.totalCents} formats={formats} />
        </Figure>
        <div className="mt-3">
          <Facts>
            <MoneyFact
              label="Subtotal"
              cents={quote.subtotalCents}
              formats={formats}
              unknown={missing('Jobber gave no subtotal')}
            />
            {quote.discountCents ? (
              <MoneyFact label="Discount" cents={-quote.discountCents} formats={formats} />
            ) : null}
            <MoneyFact
              label="Tax"
              cents={quote.taxCents}
              formats={formats}
              unknown={missing('Jobber gave no tax')}
            />
            {quote.depositCents ? (
              <MoneyFact label="Deposit asked" cents={quote.depositCents} formats={formats} />
            ) : null}
            {quote.outstandingDepositCents ? (
              <MoneyFact
                label="Deposit due"
                cents={quote.outstandingDepositCents}
                formats={formats}
              />
            ) : null}
          </Facts>
        </div>
      </div>
      <div className="px-4 pb-4 sm:px-6">
        <ContactActions phone={quote.client?.phone ?? null} email={quote.client?.email ?? null} />
      </div>
      <Part title="Quote">
        <Facts>
          <ClientFact client={quote.client} account={slug} />
          <PlaceFact property={quote.property} missing={missing} />
          <Fact label="Salesperson">
            {quote.salespersonName ?? <Unknown reason={missing('Nobody is set in Jobber')} />}
          </Fact>
          <DocumentFact
            label="From request"
            kind="request"
            document={quote.request}
            account={slug}
          />
          <MomentFact label="Created" at={quote.createdAt} {...moment} />
          <MomentFact label="Sent" at={quote.sentAt} {...moment} time />
          <MomentFact label="Seen by client" at={quote.viewedAt} {...moment} time />
          <MomentFact label="Changes asked" at={quote.changesRequestedAt} {...moment} time />
          <MomentFact label="Approved" at={quote.approvedAt} {...moment} time />
          <MomentFact label="Converted" at={quote.convertedAt} {...moment} />
        </Facts>
      </Part>
      <WordsPart title="Message to the client" text={quote.message} />
      <FieldsPart fields={quote.customFields} />
    </>
  );
}

function What({ quote, ...context }: Props) {
  const { formats } = context.account;
  const { now } = context;
  return (
    <Tabs
      label={`What belongs to quote ${quote.quoteNumber}`}
      tabs={[
        linesTab(quote, formats),
        documentsTab({ kind: 'job', documents: quote.jobs, dateLabel: 'Starts' }, context),
        recordsTab(
          {
            label: 'Deposits',
            kind: 'payment',
            count: quote.payments.length,
            panel: <PaymentTable payments={quote.payments} formats={formats} now={now} />,
          },
          context,
        ),
        {
          id: 'notes',
          label: 'Notes',
          panel: <LiveNotes formats={formats} now={now} moreUrl={quote.jobberUri} />,
        },
      ]}
    />
  );
}
