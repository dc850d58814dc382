import Link from 'next/link';
import type { ReactNode } from 'react';
import type {
  RecordClient,
  RecordDocument,
  RecordField,
  RecordLine,
  RecordPayment,
  RecordProperty,
} from '@/lib/records/record-contract';
import { Fact, Facts, Part } from '../_ui/facts';
import { type Formats, formatCount } from '../_ui/formats';
import { Moment } from '../_ui/moment';
import { type Missing, Money, Unknown } from '../_ui/money';
import { Nothing } from '../_ui/notice';
import { plainWord } from '../_ui/plain-words';
import { type Column, RecordTable } from '../_ui/record-table';
import type { Tab } from '../_ui/tabs';
import { pageHref, type RecordPage } from './record-href';

/** A link in running text or among facts. */
export const textLink = 'text-accent underline-offset-2 hover:underline';

/** The lines of an address as one writes them. */
export function placeLines(place: {
  street: string | null;
  city: string | null;
  province: string | null;
  postalCode: string | null;
  country?: string | null;
}): string[] {
  const city = [place.city, place.province].filter(Boolean).join(', ');
  return [place.street, [city, place.postalCode].filter(Boolean).join(' '), place.country].filter(
    (line): line is string => Boolean(line),
  );
}

/** The client of a document as a fact. */
export function ClientFact({ client, account }: { client: RecordClient | null; account: string }) {
  return (
    <Fact label="Client">
      {client ? (
        <Link href={pageHref('client', client.id, account)} className={`font-medium ${textLink}`}>
          {client.name || 'No name'}
        </Link>
      ) : (
        <Unknown reason="Jobber gave no client" />
      )}
    </Fact>
  );
}

/** Where the work is, with the way there. */
export function PlaceFact({
  property,
  missing,
}: {
  property: RecordProperty | null;
  missing: Missing;
}) {
  const lines = property ? placeLines(property).slice(0, 2) : [];
  return (
    <Fact label="Where">
      {lines.length === 0 ? (
        <Unknown reason={missing('No address in Jobber')} />
      ) : (
        <a
          href={`https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(lines.join(', '))}`}
          target="_blank"
          rel="noreferrer"
          className={textLink}
        >
          {lines.map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </a>
      )}
    </Fact>
  );
}

/** Another document that this one belongs to. */
export function DocumentFact({
  label,
  kind,
  document,
  account,
}: {
  label: string;
  kind: RecordPage;
  document: RecordDocument | null;
  account: string;
}) {
  if (!document) return null;
  return (
    <Fact label={label}>
      <Link href={pageHref(kind, document.id, account)} className={textLink}>
        {[document.number ? `#${document.number}` : null, document.title || 'No title']
          .filter(Boolean)
          .join(' ')}
      </Link>
    </Fact>
  );
}

/** A moment among facts; no line at all where it has not happened. */
export function MomentFact({
  label,
  at,
  now,
  formats,
  time = false,
}: {
  label: string;
  at: string | null;
  now: string;
  formats: Formats;
  time?: boolean;
}) {
  if (at === null) return null;
  return (
    <Fact label={label}>
      <Moment at={at} now={now} formats={formats} time={time} />
    </Fact>
  );
}

/** An amount among facts. */
export function MoneyFact({
  label,
  cents,
  formats,
  unknown,
}: {
  label: string;
  cents: number | null;
  formats: Formats;
  unknown?: string;
}) {
  return (
    <Fact label={label}>
      <Money cents={cents} formats={formats} {...(unknown ? { unknown } : {})} />
    </Fact>
  );
}

/** Words that somebody wrote on a document. */
export function WordsPart({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <Part title={title}>
      <p className="whitespace-pre-wrap break-words text-table">{text}</p>
    </Part>
  );
}

/** The account's own fields. */
export function FieldsPart({ fields }: { fields: RecordField[] }) {
  if (fields.length === 0) return null;
  return (
    <Part title="Custom fields">
      <Facts>
        {fields.map((field) => (
          <Fact key={`${field.label} ${field.value}`} label={field.label}>
            {/^https?:\/\//.test(field.value) ? (
              <a href={field.value} target="_blank" rel="noreferrer" className={textLink}>
                {field.value}
              </a>
            ) : (
              field.value || <Unknown reason="Empty in Jobber" />
            )}
          </Fact>
        ))}
      </Facts>
    </Part>
  );
}

/** What a document is made of; it comes with the document's details. */
export function linesTab(
  { lineItems, detailAt }: { lineItems: RecordLine[]; detailAt: string | null },
  formats: Formats,
): Tab {
  const isRead = detailAt !== null || lineItems.length > 0;
  return {
    id: 'items',
    label: 'Line items',
    count: isRead ? formatCount(lineItems.length, formats) : '…',
    panel: isRead ? (
      <LineTable lines={lineItems} formats={formats} />
    ) : (
      <Nothing>The line items have not been read from Jobber yet.</Nothing>
    ),
  };
}

function LineTable({ lines, formats }: { lines: RecordLine[]; formats: Formats }) {
  if (lines.length === 0) return <Nothing>No line items.</Nothing>;
  const columns: Column<RecordLine>[] = [
    {
      id: 'name',
      label: 'Product or service',
      phone: 'title',
      className: 'sm:max-w-0',
      cell: (line) => (
        <>
          <span className="font-medium">{line.name}</span>
          {line.isOptional ? <span className="ml-2 text-ink-soft text-label">optional</span> : null}
          {line.description ? (
            <span className="ml-2 text-ink-soft max-sm:hidden" title={line.description}>
              {line.description}
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: 'quantity',
      label: 'Quantity',
      align: 'end',
      phone: 'note',
      className: 'sm:w-24',
      cell: (line) =>
        line.isTextOnly ? null : (
          <span className="tabular-nums">{formatCount(line.quantity, formats)}</span>
        ),
    },
    {
      id: 'price',
      label: 'Price',
      align: 'end',
      className: 'sm:w-32',
      cell: (line) =>
        line.isTextOnly ? null : <Money cents={line.unitPriceCents} formats={formats} />,
    },
    {
      id: 'total',
      label: 'Total',
      align: 'end',
      phone: 'aside',
      className: 'sm:w-32',
      cell: (line) =>
        line.isTextOnly ? null : <Money cents={line.totalCents} formats={formats} />,
    },
  ];
  return (
    <RecordTable
      label="line items"
      columns={columns}
      rows={lines}
      rowKey={(line) => line.id}
      inset
    />
  );
}

/** Money that came in or went back for a document. */
export function PaymentTable({
  payments,
  formats,
  now,
}: {
  payments: RecordPayment[];
  formats: Formats;
  now: string;
}) {
  if (payments.length === 0) return <Nothing>No payments yet.</Nothing>;
  const columns: Column<RecordPayment>[] = [
    {
      id: 'kind',
      label: 'Payment',
      phone: 'title',
      className: 'sm:max-w-0',
      cell: (payment) => (
        <span className="font-medium">
          {plainWord(payment.adjustmentType)}
          {payment.paymentType ? (
            <span className="ml-2 font-normal text-ink-soft">{plainWord(payment.paymentType)}</span>
          ) : null}
        </span>
      ),
    },
    {
      id: 'details',
      label: 'Details',
      phone: 'note',
      className: 'sm:max-w-0',
      cell: (payment) => <span className="text-ink-soft">{payment.details}</span>,
    },
    {
      id: 'at',
      label: 'Date',
      align: 'end',
      phone: 'meta',
      className: 'sm:w-32',
      cell: (payment) => <Moment at={payment.at} now={now} formats={formats} />,
    },
    {
      id: 'amount',
      label: 'Amount',
      align: 'end',
      phone: 'aside',
      className: 'sm:w-32',
      cell: (payment) => <Money cents={payment.amountCents} formats={formats} />,
    },
  ];
  return (
    <RecordTable
      label="payments"
      columns={columns}
      rows={payments}
      rowKey={(payment) => payment.id}
      inset
    />
  );
}

/** Number and title of a document in the title row. */
export function NumberedTitle({
  number,
  children,
}: {
  number: string | number;
  children: ReactNode;
}) {
  return (
    <>
      <span className="mr-2 font-normal text-ink-soft tabular-nums">#{number}</span>
      {children || 'No title'}
    </>
  );
}
