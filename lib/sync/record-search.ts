import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import type { Kind } from './entity';

/**
 * Writes the searchable lines of `ids` anew, and of what shows their words: the work of a client, the work at a
 * property. Lines that stay the same are not written.
 */
export async function refreshSearch(
  tx: Database,
  accountId: number,
  kind: Kind,
  ids: readonly string[],
): Promise<void> {
  if (!(kind in sources)) return;
  await write(tx, accountId, kind, sql`t.id = any(${sql.param([...ids])}::text[])`);
  if (kind !== 'client' && kind !== 'property') return;
  const owner = sql.identifier(kind === 'client' ? 'client_id' : 'property_id');
  for (const dependent of ['request', 'quote', 'job', 'invoice'] as const) {
    if (kind === 'property' && dependent === 'invoice') continue;
    await write(tx, accountId, dependent, sql`t.${owner} = any(${sql.param([...ids])}::text[])`);
  }
}

async function write(tx: Database, accountId: number, kind: Kind, which: SQL): Promise<void> {
  const source = sources[kind];
  if (!source) return;
  await tx.execute(sql`
    insert into record_search as s (account_id, kind, id, search, label, recent_at)
    select t.account_id, ${kind}, t.id, lower(regexp_replace(normalize(left(concat_ws(' ', ${source.words}), 4000), nfkd), '[\\u0300-\\u036f]', '', 'g')), ${source.label}, ${source.recent}
    from ${source.from} where t.account_id = ${accountId} and ${which}
    on conflict (account_id, kind, id) do update
      set search = excluded.search, label = excluded.label, recent_at = excluded.recent_at
      where s.search <> excluded.search or s.label <> excluded.label or s.recent_at is distinct from excluded.recent_at`);
}

type Source = { from: SQL; words: SQL; label: SQL; recent: SQL };

const ofClient = sql`left join record_search c on c.account_id = t.account_id and c.kind = 'client' and c.id = t.client_id`;
const atProperty = sql`left join properties p on p.account_id = t.account_id and p.id = t.property_id`;
const place = sql`p.street, p.city, p.province, p.postal_code`;

const sources: Partial<Record<Kind, Source>> = {
  client: {
    from: sql`clients t
      left join lateral (select string_agg(search, ' ') as all_emails from client_emails e
        where e.account_id = t.account_id and e.client_id = t.id) e on true
      left join lateral (select string_agg(concat(digits, ' ', number), ' ') as all_phones from client_phones f
        where f.account_id = t.account_id and f.client_id = t.id) f on true`,
    words: sql`t.name, t.first_name, t.last_name, t.company_name, t.secondary_name,
      coalesce(e.all_emails, t.email), coalesce(f.all_phones, concat(t.phone_digits, ' ', t.phone)),
      t.billing_street, t.billing_city, t.billing_province, t.billing_postal_code`,
    label: sql`t.name`,
    recent: sql`t.updated_at`,
  },
  property: {
    from: sql`properties t left join clients c on c.account_id = t.account_id and c.id = t.client_id`,
    words: sql`t.name, t.street, t.city, t.province, t.postal_code, c.name`,
    label: sql`concat_ws(', ', t.street, t.city)`,
    recent: sql`null::timestamptz`,
  },
  request: {
    from: sql`requests t ${ofClient} ${atProperty}`,
    words: sql`t.title, t.contact_name, t.company_name, t.email, t.phone, c.search, ${place}`,
    label: sql`concat_ws(' · ', coalesce(t.title, 'Request'), c.label)`,
    recent: sql`t.updated_at`,
  },
  quote: {
    from: sql`quotes t ${ofClient} ${atProperty}`,
    words: sql`concat('#', t.quote_number), t.title, c.search, ${place}`,
    label: sql`concat_ws(' · ', concat('Quote #', t.quote_number), t.title, c.label)`,
    recent: sql`t.updated_at`,
  },
  job: {
    from: sql`jobs t ${ofClient} ${atProperty}`,
    words: sql`concat('#', t.job_number), t.title, c.search, ${place}`,
    label: sql`concat_ws(' · ', concat('Job #', t.job_number), t.title, c.label)`,
    recent: sql`t.updated_at`,
  },
  invoice: {
    from: sql`invoices t ${ofClient}`,
    words: sql`concat('#', t.invoice_number), t.subject, c.search`,
    label: sql`concat_ws(' · ', concat('Invoice #', t.invoice_number), t.subject, c.label)`,
    recent: sql`t.updated_at`,
  },
  product: {
    from: sql`products t`,
    words: sql`t.name, t.description`,
    label: sql`t.name`,
    recent: sql`null::timestamptz`,
  },
};
