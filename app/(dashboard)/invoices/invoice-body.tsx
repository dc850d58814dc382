import type { InvoiceRecord } from '@/lib/records/record-contract';
import { ContactActions } from '../../_ui/contact-actions';
import { Fact, Facts, Figure, Part } from '../../_ui/facts';
import { formatCount } from '../../_ui/formats';
import { Money, missingIn, Unknown } from '../../_ui/money';
import { RecordLayout } from '../../_ui/record-layout';
import { Tabs } from '../../_ui/tabs';
import { documentsTab, recordsTab } from '../known-parts';
import { LiveNotes } from '../live-notes';
import {
  ClientFact,
  FieldsPart,
  linesTab,
  MomentFact,
  MoneyFact,
  PaymentTable,
  WordsPart,
} from '../record-parts';
import type { RecordContext } from '../record-route';

type Props = { invoice: InvoiceRecord } & RecordContext;

/** Everything known about one invoice. */
export function InvoiceBody(props: Props) {
  return <RecordLayout left={<Who {...props} />} right={<What {...props} />} />;
}

function Who({ invoice, account: { slug, formats }, now }: Props) {
  const moment = { now, formats };
  const missing = missingIn(invoice.detailAt !== null);
  return (
    <>
      <div className="px-4 py-4 sm:px-6">
        <Figure
          label="Owed"
          note={
            invoice.daysOverdue ? (
              <span className="text-bad">
                {formatCount(invoice.daysOverdue, formats)}{' '}
                {invoice.daysOverdue === 1 ? 'day' : 'days'} overdue
              </span>
            ) : null
          }
        >
          <Money cents={invoice.balanceCents} formats={formats} />
        </Figure>
        <div className="mt-3">
          <Facts>
            <MoneyFact label="Subtotal" cents={invoice.subtotalCents} formats={formats} />
            {invoice.discountCents ? (
              <MoneyFact label="Discount" cents={-invoice.discountCents} formats={formats} />
            ) : null}
            <MoneyFact
              label="Tax"
              cents={invoice.taxCents}
              formats={formats}
              unknown={missing('Jobber gave no tax')}
            />
            <MoneyFact label="Total" cents={invoice.totalCents} formats={formats} />
            <MoneyFact
              label="Paid"
              cents={invoice.paymentsCents}
              formats={formats}
              unknown={missing('Jobber gave no payments')}
            />
            {invoice.depositCents ? (
              <MoneyFact label="Deposit" cents={invoice.depositCents} formats={formats} />
            ) : null}
            {invoice.tipsCents ? (
              <MoneyFact label="Tips" cents={invoice.tipsCents} formats={formats} />
            ) : null}
          </Facts>
        </div>
      </div>
      <div className="px-4 pb-4 sm:px-6">
        <ContactActions
          phone={invoice.client?.phone ?? null}
          email={invoice.client?.email ?? null}
        />
      </div>
      <Part title="Invoice">
        <Facts>
          <ClientFact client={invoice.client} account={slug} />
          <MomentFact label="Issued" at={invoice.issuedAt} {...moment} />
          <MomentFact label="Due" at={invoice.dueAt} {...moment} />
          <MomentFact label="Seen by client" at={invoice.viewedAt} {...moment} time />
          <MomentFact label="Paid on" at={invoice.receivedAt} {...moment} />
          {invoice.netDays === null ? null : (
            <Fact label="Terms">
              {invoice.netDays === 0 ? 'On receipt' : `Net ${invoice.netDays}`}
            </Fact>
          )}
          <Fact label="Salesperson">
            {invoice.salespersonName ?? <Unknown reason={missing('Nobody is set in Jobber')} />}
          </Fact>
        </Facts>
      </Part>
      <WordsPart title="Message to the client" text={invoice.message} />
      <FieldsPart fields={invoice.customFields} />
    </>
  );
}

function What({ invoice, ...context }: Props) {
  const { formats } = context.account;
  const { now } = context;
  return (
    <Tabs
      label={`What belongs to invoice ${invoice.invoiceNumber}`}
      tabs={[
        linesTab(invoice, formats),
        recordsTab(
          {
            kind: 'payment',
            count: invoice.payments.length,
            panel: <PaymentTable payments={invoice.payments} formats={formats} now={now} />,
          },
          context,
        ),
        documentsTab(
          {
            kind: 'job',
            documents: invoice.jobs,
            dateLabel: 'Starts',
            isLinked: invoice.detailAt !== null,
          },
          context,
        ),
        {
          id: 'notes',
          label: 'Notes',
          panel: <LiveNotes formats={formats} now={now} moreUrl={invoice.jobberUri} />,
        },
      ]}
    />
  );
}
