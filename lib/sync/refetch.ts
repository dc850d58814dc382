import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/open';
import { isAppError } from '@/lib/errors';
import { requestedCost } from '@/lib/jobber/cost';
import { ask, completeNested, pageOf, patient } from './ask';
import {
  jobVisitsDocument,
  listDocument,
  pagePoints,
  refetchDocument,
  refetchRows,
} from './documents';
import { entities } from './entities';
import type { Kind } from './entity';
import { bury, ingest } from './ingest';
import type { Run, Step } from './run';

/** What can be read again by id; `job_visits` are the visits of a job around today. */
export type RefetchKind = Kind | 'job_visits';

/** Puts records on the list of what to read again, once each however often asked. `delayMs` lets a burst gather. */
export async function askAgain(
  db: Database,
  accountId: number,
  kind: RefetchKind,
  ids: readonly string[],
  now: Date,
  delayMs = 0,
): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    insert into refetches as t (account_id, kind, id, asked_at, not_before)
    select distinct ${accountId}::int, ${kind}, id, ${now.toISOString()}::timestamptz,
      ${now.toISOString()}::timestamptz + make_interval(secs => ${delayMs / 1000})
    from unnest(${sql.param([...ids])}::text[]) as r(id)
    on conflict (account_id, kind, id) do update set asked_at = greatest(t.asked_at, excluded.asked_at)`);
}

/**
 * After records changed: asks for the rest of their fields, and for the records whose numbers follow from them,
 * because Jobber does not say whether a parent's updatedAt moves with its child.
 */
export async function relatedOf(
  db: Database,
  accountId: number,
  kind: Kind,
  changed: readonly string[],
  now: Date,
): Promise<void> {
  if (changed.length === 0) return;
  if (entities[kind].detail) await askAgain(db, accountId, kind, changed, now);
  await askParents(db, accountId, kind, changed, now);
}

async function askParents(
  db: Database,
  accountId: number,
  kind: Kind,
  changed: readonly string[],
  now: Date,
): Promise<void> {
  const ids = sql.param([...changed]);
  if (kind === 'job') await askRelisted(db, accountId, changed, now);
  for (const [parent, column, table] of parents[kind] ?? []) {
    const key = sql`t.${sql.identifier(linkKeys[`${kind} ${table}`] ?? 'id')}`;
    const { rows } = await db.execute<{ id: string }>(sql`
      select distinct t.${sql.identifier(column)} as id from ${sql.identifier(table)} t
      where t.account_id = ${accountId} and ${key} = any(${ids}::text[]) and t.${sql.identifier(column)} is not null`);
    await askAgain(
      db,
      accountId,
      parent,
      rows.map(({ id }) => id),
      now,
    );
  }
}

/** Whether a job is archived, or exists at all, decides in which of an invoice's lists it stands. */
async function askRelisted(
  db: Database,
  accountId: number,
  jobIds: readonly string[],
  now: Date,
): Promise<void> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct l.invoice_id as id from invoice_jobs l
    left join jobs j on j.account_id = ${accountId} and j.id = l.job_id
    where l.account_id = ${accountId} and l.job_id = any(${sql.param([...jobIds])}::text[])
      and l.is_archived is distinct from (j.status = 'archived')`);
  const ids = rows.map(({ id }) => id);
  await askAgain(db, accountId, 'invoice', ids, now);
}

/** Which column of a table of links names the record that changed. */
const linkKeys: Record<string, string> = {
  'invoice invoice_jobs': 'invoice_id',
};

const parents: Partial<Record<Kind, [Kind, string, string][]>> = {
  invoice: [
    ['client', 'client_id', 'invoices'],
    ['job', 'job_id', 'invoice_jobs'],
  ],
  payment: [
    ['client', 'client_id', 'payment_records'],
    ['invoice', 'invoice_id', 'payment_records'],
    ['quote', 'quote_id', 'payment_records'],
  ],
  visit: [['job', 'job_id', 'visits']],
  job: [
    ['quote', 'quote_id', 'jobs'],
    ['request', 'request_id', 'jobs'],
  ],
  quote: [['request', 'request_id', 'quotes']],
  expense: [['job', 'job_id', 'expenses']],
  time_sheet: [['job', 'job_id', 'time_sheets']],
};

/** Reads the next batch of the list again: one kind, as many ids as one request may hold. */
export async function runRefetches(run: Run): Promise<Step> {
  const { db, accountId } = run;
  const dueAt = run.now().toISOString();
  const { rows: due } = await db.execute<{ kind: RefetchKind; id: string }>(sql`
    select kind, id from refetches where account_id = ${accountId} and not_before <= ${dueAt}::timestamptz
      and kind = (select kind from refetches where account_id = ${accountId} and not_before <= ${dueAt}::timestamptz
        order by not_before limit 1)
    order by not_before, id limit 20`);
  const [first] = due;
  if (!first) return { requests: 0, rows: 0 };
  const { kind } = first;
  const ids = due.map(({ id }) => id);
  try {
    if (kind === 'job_visits') return await refetchVisits(run, ids);
    const most = entities[kind].one ? refetchRows(entities[kind]) : 20;
    return await refetchRecords(run, kind, ids.slice(0, most));
  } catch (error) {
    const isRefused = isAppError(error) && ['jobber_refused', 'jobber_hidden'].includes(error.code);
    if (isRefused || error instanceof z.ZodError) await putOff(run, kind, ids);
    throw error;
  }
}

/** What cannot be read again now holds up nothing else. */
async function putOff(
  { db, accountId, now }: Run,
  kind: RefetchKind,
  ids: readonly string[],
): Promise<void> {
  await db.execute(sql`
    update refetches set not_before = ${now().toISOString()}::timestamptz + interval '1 minute'
    where account_id = ${accountId} and kind = ${kind} and id = any(${sql.param([...ids])}::text[])`);
}

type Found = { nodes: unknown[]; points: number };

async function refetchRecords(run: Run, kind: Kind, ids: readonly string[]): Promise<Step> {
  const entity = entities[kind];
  const readAt = run.now();
  const { nodes, points } = entity.one
    ? await byIds(run, kind, ids)
    : await byFilter(run, kind, ids);
  const found = new Set(nodes.map((node) => z.object({ id: z.string() }).parse(node).id));
  const more = await completeNested(run.asker, entity, nodes, 'refetch');
  const missing = ids.filter((id) => !found.has(id));
  await run.db.transaction(async (tx) => {
    const { news } = await ingest(tx, run.accountId, kind, nodes, { readAt, part: 'full' });
    await askParents(tx, run.accountId, kind, [...news, ...missing], readAt);
    if (kind === 'job' && news.length > 0)
      await askAgain(tx, run.accountId, 'job_visits', news, readAt);
    await bury(tx, run.accountId, kind, missing, { readAt, foundBy: 'refetch' });
    await done(tx, run.accountId, kind, ids, readAt);
    await notePoints(tx, run.accountId, kind, { rows: nodes.length, points: points + more });
  });
  return { requests: 1, rows: nodes.length };
}

async function byIds(run: Run, kind: Kind, ids: readonly string[]): Promise<Found> {
  const document = refetchDocument(entities[kind], ids.length);
  const variables = Object.fromEntries(ids.map((id, index) => [`i${index}`, id]));
  const { data, points } = await ask(run.asker, document, variables, 'refetch');
  const nodes = ids
    .map((_, index) => data[`r${index}`])
    .filter((node) => node !== null && node !== undefined);
  return { nodes, points };
}

async function byFilter(run: Run, kind: Kind, ids: readonly string[]): Promise<Found> {
  const entity = entities[kind];
  const document = listDocument(entity, 'full', false);
  const variables = { first: ids.length, filter: { ids: [...ids] } };
  const { data, points } = await ask(run.asker, document, variables, 'refetch');
  return { nodes: pageOf(data[entity.many])?.nodes ?? [], points };
}

/** Around today: what is older or further ahead is compared by the sweeps. */
const [daysBack, daysAhead] = [30, 60];
/** Most jobs have a visit or two around today: several share a request, and those with more go on page by page. */
const visitsPerJob = 10;

async function refetchVisits(run: Run, jobIds: readonly string[]): Promise<Step> {
  const { db, accountId, asker } = run;
  const readAt = run.now();
  const [after, before] = [-daysBack, daysAhead].map((days) =>
    new Date(readAt.getTime() + days * 86_400_000).toISOString(),
  );
  const filter = { startAt: { after, before } };
  const one = jobVisitsDocument(entities.visit, 1);
  const perJob = requestedCost(one, { first: visitsPerJob });
  let open = jobIds
    .slice(0, Math.max(1, Math.floor(pagePoints / perJob)))
    .map((id) => ({ id, after: null as string | null }));
  const ids = open.map(({ id }) => id);
  const nodes: unknown[] = [];
  let [requests, points] = [0, 0];
  while (open.length > 0) {
    const document = jobVisitsDocument(entities.visit, open.length);
    const room = Math.floor(pagePoints / (perJob * open.length));
    const variables = {
      first: Math.min(100, visitsPerJob * Math.max(1, room)),
      filter,
      ...Object.fromEntries(
        open.flatMap((job, n) => [
          [`i${n}`, job.id],
          [`a${n}`, job.after],
        ]),
      ),
    };
    const asked = await ask(
      requests === 0 ? asker : patient(asker),
      document,
      variables,
      'refetch',
    );
    requests += 1;
    points += asked.points;
    open = open.flatMap(({ id }, n) => {
      const page = pageOf(jobShape.parse(asked.data[`r${n}`])?.visits);
      nodes.push(...(page?.nodes ?? []));
      const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      return next ? [{ id, after: next }] : [];
    });
  }
  const seen = nodes.map((node) => visitTimes.parse(node));
  await db.transaction(async (tx) => {
    const { rows: unlike } = await tx.execute<{ id: string }>(sql`
      with seen as (
        select * from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb)
          as r(id text, "startAt" timestamptz, "endAt" timestamptz, "completedAt" timestamptz))
      select s.id from seen s left join visits v on v.account_id = ${accountId} and v.id = s.id
      where v.id is null
        or (v.start_at, v.end_at, v.completed_at) is distinct from (s."startAt", s."endAt", s."completedAt")
      union
      select id from visits where account_id = ${accountId} and job_id = any(${sql.param(ids)}::text[])
        and (start_at is null or start_at between ${after}::timestamptz and ${before}::timestamptz)
        and read_at <= ${readAt.toISOString()}::timestamptz and id not in (select id from seen)`);
    const unlikeIds = unlike.map(({ id }) => id);
    await askAgain(tx, accountId, 'visit', unlikeIds, readAt);
    await done(tx, accountId, 'job_visits', ids, readAt);
    await notePoints(tx, accountId, 'visit', { rows: nodes.length, points });
  });
  return { requests, rows: nodes.length };
}

const jobShape = z.object({ visits: z.unknown() }).nullish();

const visitTimes = z.object({
  id: z.string(),
  startAt: z.string().nullish(),
  endAt: z.string().nullish(),
  completedAt: z.string().nullish(),
});

// What was asked for once more while we were reading stays on the list.
async function done(
  tx: Database,
  accountId: number,
  kind: RefetchKind,
  ids: readonly string[],
  readAt: Date,
): Promise<void> {
  const until: SQL = sql`${readAt.toISOString()}::timestamptz`;
  await tx.execute(sql`
    delete from refetches where account_id = ${accountId} and kind = ${kind}
      and id = any(${sql.param([...ids])}::text[]) and asked_at <= ${until}`);
}

/** Counts what reading by id took, beside the streams and with no time of its own. */
async function notePoints(
  tx: Database,
  accountId: number,
  kind: Kind,
  { rows, points }: { rows: number; points: number },
): Promise<void> {
  await tx.execute(sql`
    insert into sync_streams as s (account_id, entity, stage, state, rows_read, points_used)
    values (${accountId}, ${kind}, 'refetch', 'done', ${rows}, ${points})
    on conflict (account_id, entity, stage) do update
      set rows_read = s.rows_read + excluded.rows_read, points_used = s.points_used + excluded.points_used`);
}
