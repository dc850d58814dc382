import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import {
  type Columns,
  instant,
  numericOrNull,
  readRow,
  selectList,
  text,
  textOrNull,
} from './columns';
import { type Cursor, cursorText, parseCursor } from './cursor';
import type { TimelineEvent, TimelinePage } from './record-contract';

/**
 * Everything that happened with a client, newest first, visits ahead before the past. Empty for a client that the scope
 * does not have; throws `bad_input` for a cursor of another place.
 * @public
 */
export async function clientTimeline(
  scope: AccountScope,
  clientId: string,
  { after, limit = 50 }: { after?: string; limit?: number } = {},
  { db = appDb() }: { db?: Database } = {},
): Promise<TimelinePage> {
  const order = `timeline ${clientId}`;
  const cursor = after ? parseCursor(after, order) : undefined;
  const owner = sql`t.account_id = any(${sql.param([...scope.accountIds])}::int[]) and t.client_id = ${clientId}`;
  const branches = [...sources(owner), clientCreated(scope, clientId)];
  // Each kind gives its newest rows from its own index; the merge sees at most a page of each.
  const parts = branches.map(
    (source) => sql`(select * from (${source}) e where ${before(cursor)}
      order by at desc, key desc, account_id desc limit ${limit + 1})`,
  );
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select ${selectList(columns)}, e.account_id, e.key, e.at::text as position
    from (${sql.join(parts, sql` union all `)}) e
    order by e.at desc, e.key desc, e.account_id desc limit ${limit + 1}`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    events: shown.map((row) => readRow(columns, row)),
    next:
      rows.length > limit && last
        ? cursorText({
            order,
            value: String(last.position),
            id: String(last.key),
            accountId: Number(last.account_id),
          })
        : null,
  };
}

const columns: Columns<TimelineEvent> = {
  kind: { sql: sql`e.kind`, read: (raw) => String(raw) as TimelineEvent['kind'] },
  recordKind: { sql: sql`e.record_kind`, read: (raw) => raw as TimelineEvent['recordKind'] },
  recordId: textOrNull(sql`e.record_id`),
  id: text(sql`e.id`),
  at: instant(sql`e.at`),
  number: textOrNull(sql`e.number`),
  title: textOrNull(sql`e.title`),
  status: textOrNull(sql`e.status`),
  amountCents: numericOrNull(sql`e.cents`),
};

function before(cursor: Cursor | undefined): SQL {
  if (!cursor) return sql`at is not null`;
  return sql`at is not null and (at, key, account_id)
    < (${cursor.value}::timestamptz, ${cursor.id}, ${cursor.accountId}::int)`;
}

type Part = {
  kind: TimelineEvent['kind'];
  from: string;
  at: SQL;
  number?: SQL;
  title?: SQL;
  status?: SQL;
  cents?: SQL;
  record?: { kind: SQL; id: SQL };
};

function sources(owner: SQL): SQL[] {
  return parts.map(
    ({ kind, from, at, number, title, status, cents, record }) => sql`
      select t.account_id, ${kind} as kind, ${kind} || ' ' || t.id as key, t.id, ${at} as at,
        ${record?.kind ?? sql`${from.slice(0, -1)}::text`} as record_kind, ${record?.id ?? sql`t.id`} as record_id,
        ${number ?? sql`null::text`} as number, ${title ?? sql`null::text`} as title,
        ${status ?? sql`null::text`} as status, ${cents ?? sql`null::bigint`} as cents
      from ${sql.identifier(from)} t where ${owner}`,
  );
}

const quote = {
  number: sql`t.quote_number`,
  title: sql`t.title`,
  status: sql`t.status`,
  cents: sql`t.total_cents`,
};
const job = {
  number: sql`t.job_number::text`,
  title: sql`t.title`,
  status: sql`t.status`,
  cents: sql`t.total_cents`,
};

const parts: Part[] = [
  {
    kind: 'request_created',
    from: 'requests',
    at: sql`t.created_at`,
    title: sql`t.title`,
    status: sql`t.status`,
  },
  { kind: 'quote_created', from: 'quotes', at: sql`t.created_at`, ...quote },
  { kind: 'quote_sent', from: 'quotes', at: sql`t.sent_at`, ...quote },
  { kind: 'quote_approved', from: 'quotes', at: sql`t.approved_at`, ...quote },
  { kind: 'job_created', from: 'jobs', at: sql`t.created_at`, ...job },
  { kind: 'job_completed', from: 'jobs', at: sql`t.completed_at`, ...job },
  {
    kind: 'visit',
    from: 'visits',
    at: sql`t.start_at`,
    title: sql`t.title`,
    status: sql`case when t.is_complete then 'complete' else 'open' end`,
    record: { kind: sql`'job'`, id: sql`t.job_id` },
  },
  {
    kind: 'invoice_issued',
    from: 'invoices',
    at: sql`t.issued_at`,
    number: sql`t.invoice_number`,
    title: sql`t.subject`,
    status: sql`t.status`,
    cents: sql`t.total_cents`,
  },
  {
    kind: 'payment',
    from: 'payment_records',
    at: sql`t.entry_at`,
    status: sql`t.adjustment_type`,
    title: sql`t.payment_type`,
    cents: sql`t.raw_cents`,
    record: {
      kind: sql`case when t.invoice_id is not null then 'invoice' when t.quote_id is not null then 'quote' end`,
      id: sql`coalesce(t.invoice_id, t.quote_id)`,
    },
  },
];

function clientCreated(scope: AccountScope, clientId: string): SQL {
  return sql`select t.account_id, 'client_created' as kind, 'client_created ' || t.id as key, t.id, t.created_at as at,
      'client' as record_kind, t.id as record_id, null::text as number, t.name as title,
      case when t.is_lead then 'lead' end as status, null::bigint as cents
    from clients t where t.account_id = any(${sql.param([...scope.accountIds])}::int[]) and t.id = ${clientId}`;
}
