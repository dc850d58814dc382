import type { Route } from 'next';
import Link from 'next/link';
import type { Ageing, ClientRecord } from '@/lib/records/record-contract';
import { ContactActions } from '../../_ui/contact-actions';
import { Fact, Facts, Figure, Part } from '../../_ui/facts';
import { type Formats, formatCount, formatMoney } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { Money, missingFor, missingIn, Unknown } from '../../_ui/money';
import { gapOf, KnownFrom } from '../known-parts';
import { FieldsPart, placeLines, textLink } from '../record-parts';
import type { RecordContext } from '../record-route';

/** Who a client is, what they owe and what they are worth. */
export function ClientFacts({ client, context }: { client: ClientRecord; context: RecordContext }) {
  const { account, now } = context;
  const { formats } = account;
  const missingVisits = missingFor(gapOf(context.known, 'visit'));
  const billing = placeLines({
    street: client.billingStreet,
    city: client.billingCity,
    province: client.billingProvince,
    postalCode: client.billingPostalCode,
    country: client.billingCountry,
  });
  const invoices =
    `/invoices?${new URLSearchParams({ client: client.id, state: 'open', account: account.slug })}` as Route;
  return (
    <>
      <div className="px-4 pt-4 pb-3 sm:px-6">
        <Figure label="Owed">
          <Link href={invoices} title="The open invoices" className="hover:text-accent">
            <Money cents={client.balanceCents} formats={formats} />
          </Link>
        </Figure>
        <AgeingBar ageing={client.ageing} formats={formats} />
      </div>
      <div className="px-4 pb-4 sm:px-6">
        <ContactActions
          phone={client.phone}
          email={client.email}
          address={placeOf(client, billing)}
        />
      </div>
      <Part title="Worth">
        <Facts>
          <Fact label="Lifetime">
            <KnownFrom kind="invoice" context={context}>
              <Money cents={client.lifetimeCents} formats={formats} />
            </KnownFrom>
          </Fact>
          <Fact label="Last 12 months">
            <KnownFrom kind="invoice" since="recent" context={context}>
              <Money cents={client.twelveMonthCents} formats={formats} />
            </KnownFrom>
          </Fact>
          <Fact label="Next visit">
            <Moment
              at={client.nextVisitAt}
              now={now}
              formats={formats}
              time
              unknown={missingVisits('No visit ahead')}
            />
          </Fact>
          <Fact label="Comes every">
            {client.usualIntervalDays === null ? (
              <Unknown reason={missingVisits('Needs three days with a finished visit')} />
            ) : (
              <span title="The median of days between days with a finished visit">
                {formatCount(client.usualIntervalDays, formats)}{' '}
                {client.usualIntervalDays === 1 ? 'day' : 'days'}
              </span>
            )}
          </Fact>
          <Fact label="Last contact">
            <Moment
              at={client.lastContactAt}
              now={now}
              formats={formats}
              unknown={missingVisits('Nothing happened yet')}
            />
          </Fact>
        </Facts>
      </Part>
      <Part title="Contact">
        <Facts>
          {client.companyName && client.companyName !== client.name ? (
            <Fact label="Company">{client.companyName}</Fact>
          ) : null}
          <Fact label="Phone">
            {client.phones.length === 0
              ? (client.phone ?? <Unknown reason="No phone number in Jobber" />)
              : null}
            {client.phones.map((one) => (
              <span key={one.number} className="block">
                {one.number} <Kind text={one.description} />
              </span>
            ))}
          </Fact>
          <Fact label="E-mail">
            {client.emails.length === 0
              ? (client.email ?? <Unknown reason="No e-mail address in Jobber" />)
              : null}
            {client.emails.map((one) => (
              <span key={one.address} className="block">
                {one.address} <Kind text={one.description} />
              </span>
            ))}
          </Fact>
          <Fact label="Billing address">
            {billing.length === 0 ? (
              <Unknown
                reason={missingIn(client.detailAt !== null)('No billing address in Jobber')}
              />
            ) : null}
            {billing.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </Fact>
          {client.leadSource ? <Fact label="Lead source">{client.leadSource}</Fact> : null}
          <Fact label="Client since">
            <Moment at={client.createdAt} now={now} formats={formats} />
          </Fact>
        </Facts>
      </Part>
      {client.tags.length > 0 ? (
        <Part title="Tags">
          <ul className="flex flex-wrap gap-1.5">
            {client.tags.map((tag) => (
              <li key={tag}>
                <Link
                  href={`/clients?${new URLSearchParams({ tag, account: account.slug })}` as Route}
                  className="rounded border border-line bg-surface px-1.5 text-label hover:border-accent"
                >
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      <Properties client={client} />
      <FieldsPart fields={client.customFields} />
    </>
  );
}

/** Where to go: the billing address, else the first property. */
function placeOf(client: ClientRecord, billing: string[]): string | null {
  const [property] = client.properties;
  const lines = billing.length > 0 || !property ? billing : placeLines(property);
  return lines.length > 0 ? lines.join(', ') : null;
}

const ages = [
  { key: 'notDueCents', label: 'Not due', tone: 'bg-good' },
  { key: 'days1To30Cents', label: '1–30 days', tone: 'bg-warn/60' },
  { key: 'days31To60Cents', label: '31–60', tone: 'bg-warn' },
  { key: 'days61To90Cents', label: '61–90', tone: 'bg-bad/70' },
  { key: 'over90Cents', label: '90+', tone: 'bg-bad' },
] as const;

/** What is owed by how late it is: one bar with its parts in words. */
function AgeingBar({ ageing, formats }: { ageing: Ageing; formats: Formats }) {
  const parts = ages.filter(({ key }) => ageing[key] > 0);
  const total = parts.reduce((sum, { key }) => sum + ageing[key], 0);
  if (total === 0) return null;
  return (
    <>
      <div aria-hidden className="mt-2 flex h-1.5 gap-px overflow-hidden rounded-full">
        {parts.map(({ key, tone }) => (
          <span key={key} className={tone} style={{ flexGrow: ageing[key] }} />
        ))}
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-label">
        {parts.map(({ key, label, tone }) => (
          <div key={key} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full ${tone}`} />
            <dt className="text-ink-soft">{label}</dt>
            <dd className="tabular-nums">{formatMoney(ageing[key], formats, true)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Properties({ client }: { client: ClientRecord }) {
  if (client.properties.length === 0) return null;
  return (
    <Part title="Properties">
      <ul className="grid gap-2 text-table">
        {client.properties.map((property) => {
          const line = placeLines(property).slice(0, 2).join(', ');
          return (
            <li key={property.id} id={`property-${property.id}`}>
              {property.name ? <span className="block font-medium">{property.name}</span> : null}
              {line ? (
                <a
                  href={`https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(line)}`}
                  target="_blank"
                  rel="noreferrer"
                  className={textLink}
                >
                  {line}
                </a>
              ) : (
                'No address in Jobber'
              )}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

/** The description Jobber keeps beside a number or address, e.g. `MOBILE`. */
function Kind({ text }: { text: string | null }) {
  if (!text) return null;
  return <span className="text-ink-soft text-label">{text.toLowerCase()}</span>;
}
