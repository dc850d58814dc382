import type { ClientDetail } from '@/lib/live/contract';
import { addressLines } from '../../_ui/addresses';
import { ContactActions } from '../../_ui/contact-actions';
import { CustomFields } from '../../_ui/custom-fields';
import { DocumentTable } from '../../_ui/document-table';
import { Fact, Facts, Figure, Part } from '../../_ui/facts';
import type { Formats } from '../../_ui/formats';
import { Moment } from '../../_ui/moment';
import { Money, Unknown } from '../../_ui/money';
import { countOf, Notes } from '../../_ui/notes';
import { Hidden } from '../../_ui/notice';
import { RecordLayout } from '../../_ui/record-layout';
import { Tabs } from '../../_ui/tabs';
import { jobHref } from '../jobs/job-href';

type Props = { client: ClientDetail; account: string | null; formats: Formats; now: string };

/** Everything Jobber told about one client. */
export function ClientRecord(props: Props) {
  return <RecordLayout left={<Who {...props} />} right={<What {...props} />} />;
}

function Who({ client, formats, now }: Props) {
  const billing = addressLines(client.billingAddress);
  const phone = client.phones.find((one) => one.isPrimary) ?? client.phones[0];
  const email = client.emails.find((one) => one.isPrimary) ?? client.emails[0];
  return (
    <>
      <div className="px-4 pt-4 pb-3 sm:px-6">
        <Figure label="Owed">
          {client.hidden.includes('balance') ? (
            <span className="font-normal text-table">
              <Hidden what="the balance" />
            </span>
          ) : (
            <Money cents={client.balanceCents} formats={formats} unknown="Jobber gave no balance" />
          )}
        </Figure>
      </div>
      <div className="px-4 pb-4 sm:px-6">
        <ContactActions
          phone={phone?.number ?? null}
          email={email?.address ?? null}
          address={billing.length > 0 ? billing.join(', ') : null}
        />
      </div>
      <Part title="Contact">
        <Facts>
          {client.companyName && client.companyName !== client.name ? (
            <Fact label="Company">{client.companyName}</Fact>
          ) : null}
          <Fact label="Phone">
            {client.phones.length === 0 ? <Unknown reason="No phone number in Jobber" /> : null}
            {client.phones.map((one) => (
              <span key={one.number} className="block">
                {one.number} <Kind text={one.description} />
              </span>
            ))}
          </Fact>
          <Fact label="E-mail">
            {client.emails.length === 0 ? <Unknown reason="No e-mail address in Jobber" /> : null}
            {client.emails.map((one) => (
              <span key={one.address} className="block">
                {one.address} <Kind text={one.description} />
              </span>
            ))}
          </Fact>
          <Fact label="Billing address">
            {billing.length === 0 ? <Unknown reason="No billing address in Jobber" /> : null}
            {billing.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </Fact>
          <Fact label="Client since">
            <Moment at={client.createdAt} now={now} formats={formats} />
          </Fact>
        </Facts>
      </Part>
      {client.tags.length > 0 ? (
        <Part title="Tags">
          <ul className="flex flex-wrap gap-1.5">
            {client.tags.map((tag) => (
              <li key={tag} className="rounded border border-line bg-surface px-1.5 text-label">
                {tag}
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      <Properties client={client} />
      <CustomFields fields={client.customFields} />
    </>
  );
}

function Properties({ client }: { client: ClientDetail }) {
  const { properties } = client;
  if (properties !== null && properties.rows.length === 0) return null;
  return (
    <Part title="Properties">
      {properties === null ? (
        <p className="text-table">
          <Hidden what="properties" />
        </p>
      ) : (
        <ul className="grid gap-2 text-table">
          {properties.rows.map((property) => (
            <li key={property.id}>
              {property.name ? <span className="block font-medium">{property.name}</span> : null}
              {addressLines(property.address).slice(0, -1).join(', ') || 'No address in Jobber'}
            </li>
          ))}
        </ul>
      )}
      {properties?.hasMore ? (
        <p className="mt-2 text-ink-soft text-label">
          {properties.rows.length} shown, more in Jobber
        </p>
      ) : null}
    </Part>
  );
}

function What({ client, account, formats, now }: Props) {
  const shared = { formats, now, moreUrl: client.jobberUrl };
  return (
    <Tabs
      label={`What happened with ${client.name}`}
      tabs={[
        {
          id: 'jobs',
          label: 'Jobs',
          count: countOf(client.jobs),
          panel: (
            <DocumentTable
              label="jobs"
              kind="job"
              list={client.jobs}
              dateLabel="Starts"
              href={(id) => jobHref(id, account)}
              {...shared}
            />
          ),
        },
        {
          id: 'quotes',
          label: 'Quotes',
          count: countOf(client.quotes),
          panel: (
            <DocumentTable
              label="quotes"
              kind="quote"
              list={client.quotes}
              dateLabel="Created"
              {...shared}
            />
          ),
        },
        {
          id: 'invoices',
          label: 'Invoices',
          count: countOf(client.invoices),
          panel: (
            <DocumentTable
              label="invoices"
              kind="invoice"
              list={client.invoices}
              dateLabel="Issued"
              {...shared}
            />
          ),
        },
        {
          id: 'requests',
          label: 'Requests',
          count: countOf(client.requests),
          panel: (
            <DocumentTable
              label="requests"
              kind="request"
              list={client.requests}
              dateLabel="Created"
              {...shared}
            />
          ),
        },
        {
          id: 'notes',
          label: 'Notes',
          count: countOf(client.notes),
          panel: <Notes list={client.notes} {...shared} />,
        },
      ]}
    />
  );
}

/** The description Jobber keeps beside a number or address, e.g. `MOBILE`. */
function Kind({ text }: { text: string | null }) {
  if (!text) return null;
  return <span className="text-ink-soft text-label">{text.toLowerCase()}</span>;
}
