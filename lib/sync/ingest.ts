import 'server-only';
import { getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '@/db/open';
import type { tombstones } from '@/db/schema/read-model-derived';
import { carryClients, clientColumns } from './client-names';
import { entities } from './entities';
import {
  type Children,
  contentHash,
  type Entity,
  type Kind,
  type Mapped,
  type Values,
} from './entity';
import { holding } from './hold-account';
import { refreshSearch } from './record-search';
import { columnOf, unnestRows } from './unnest';

/**
 * Which fields the nodes carry: those of the lists, the rest, or both.
 * @public
 */
export type Part = 'lean' | 'detail' | 'full';

/** @public */
export type Ingested = {
  /** Ids whose row was written because it is new or says something else. */
  changed: string[];
  /** Of those, the ones that are more than a known record whose other fields came for the first time. */
  news: string[];
};

/**
 * Writes what Jobber answered, in one transaction with rollups and search. `readAt` is when the request was sent. Rows
 * only move forward: an older `updatedAt`, an older read of the same one, or a record buried since then changes
 * nothing, and an unchanged row is not written. Throws ZodError when the nodes are not what was asked for.
 * @public
 */
export async function ingest(
  db: Database,
  accountId: number,
  kind: Kind,
  nodes: readonly unknown[],
  { readAt, part }: { readAt: Date; part: Part },
): Promise<Ingested> {
  const entity = entities[kind];
  const lean = part === 'detail' ? [] : distinct(nodes.map(entity.mapLean));
  const { mapDetail } = entity;
  const detail = part === 'lean' || !mapDetail ? [] : distinct(nodes.map(mapDetail));
  return holding(db, accountId, async (tx) => {
    const [written, news] = [new Set<string>(), new Set<string>()];
    for (const rows of batches(lean)) {
      for (const id of await writeLean(tx, accountId, entity, rows, readAt)) {
        written.add(id);
        news.add(id);
      }
    }
    for (const rows of batches(detail)) {
      for (const { id, isFirst } of await writeDetail(tx, accountId, entity, rows, readAt)) {
        written.add(id);
        if (!isFirst) news.add(id);
      }
    }
    const changed = [...written];
    if (changed.length > 0) {
      await carryClients(tx, accountId, kind, changed);
      await refreshSearch(tx, accountId, kind, changed);
    }
    return { changed, news: [...news] };
  });
}

/**
 * Records that Jobber no longer has: removes them with all that hangs on them and keeps a tombstone, which wins over
 * everything read before `readAt`. Returns how many rows went.
 * @public
 */
export async function bury(
  db: Database,
  accountId: number,
  kind: Kind,
  ids: readonly string[],
  { readAt, foundBy }: { readAt: Date; foundBy: typeof tombstones.$inferSelect.foundBy },
): Promise<number> {
  if (ids.length === 0) return 0;
  const { table } = entities[kind];
  const list = sql.param([...ids]);
  const at = readAt.toISOString();
  return holding(db, accountId, async (tx) => {
    await tx.execute(sql`
      insert into tombstones as t (account_id, kind, id, read_at, found_by)
      select ${accountId}, ${kind}, id, ${at}, ${foundBy} from unnest(${list}::text[]) as r(id)
      on conflict (account_id, kind, id) do update set read_at = excluded.read_at, found_by = excluded.found_by
      where excluded.read_at > t.read_at`);
    const gone = await tx.execute<{ id: string }>(sql`
      delete from ${table} where account_id = ${accountId} and id = any(${list}::text[]) and read_at <= ${at}
      returning id`);
    const removed = sql.param(gone.rows.map(({ id }) => id));
    await tx.execute(sql`
      delete from record_search where account_id = ${accountId} and kind = ${kind} and id = any(${removed}::text[])`);
    for (const child of ['line_items', 'custom_field_values']) {
      await tx.execute(sql`
        delete from ${sql.identifier(child)}
        where account_id = ${accountId} and owner_kind = ${kind} and owner_id = any(${removed}::text[])`);
    }
    return gone.rows.length;
  });
}

async function writeLean(
  tx: Database,
  accountId: number,
  entity: Entity,
  rows: readonly Mapped[],
  readAt: Date,
): Promise<string[]> {
  const { table, kind, isDated } = entity;
  const values = rows.map((row) => leanValues(row, isDated));
  const keys = Object.keys(values[0] ?? {});
  const names = keys.map((key) => columnOf(table, key).name);
  const at = readAt.toISOString();
  const client = clientColumns(entity, accountId);
  const updates = names.map((name) => sql`${name} = excluded.${name}`);
  const unlikeNow = sql`excluded.read_at >= t.read_at and excluded.hash <> t.hash`;
  const guard = isDated
    ? sql`excluded.updated_at > t.updated_at or (excluded.updated_at = t.updated_at and ${unlikeNow})`
    : unlikeNow;
  const written = await tx.execute<{ id: string }>(sql`
    insert into ${table} as t (account_id, read_at, ${list([...names, ...client.names])})
    select ${accountId}, ${at}::timestamptz, ${list([...names.map((name) => sql`r.${name}`), ...client.values])}
    from ${unnestRows(table, keys, values)} ${client.joins}
    where not exists (
      select 1 from tombstones x
      where x.account_id = ${accountId} and x.kind = ${kind} and x.id = r.id and x.read_at >= ${at}::timestamptz)
    on conflict (account_id, id) do update set
      read_at = excluded.read_at, detail_at = null, ${list([...updates, ...client.updates])}
    where ${guard}
    returning id`);
  const ids = new Set(written.rows.map(({ id }) => id));
  await replaceChildren(
    tx,
    accountId,
    rows.filter(({ id }) => ids.has(id)),
  );
  return [...ids];
}

async function writeDetail(
  tx: Database,
  accountId: number,
  entity: Entity,
  rows: readonly Mapped[],
  readAt: Date,
): Promise<{ id: string; isFirst: boolean }[]> {
  const { table, isDated } = entity;
  const values = rows.map((row) => ({
    ...row.values,
    id: row.id,
    detailHash: contentHash(row),
    ...(isDated ? { updatedAt: row.updatedAt } : {}),
  }));
  const at = readAt.toISOString();
  const before = await tx.execute<{ id: string; detail_hash: string | null }>(sql`
    select id, detail_hash from ${table}
    where account_id = ${accountId} and id = any(${sql.param(rows.map(({ id }) => id))}::text[])`);
  const hashes = new Map(before.rows.map((row) => [row.id, row.detail_hash]));
  const keys = Object.keys(values[0] ?? {});
  const set = keys
    .filter((key) => key !== 'id' && key !== 'updatedAt')
    .map((key) => columnOf(table, key).name);
  const guard = isDated ? sql`r.updated_at >= t.updated_at` : sql`t.read_at <= ${at}::timestamptz`;
  const written = await tx.execute<{ id: string }>(sql`
    update ${table} as t set detail_at = ${at}::timestamptz, ${list(set.map((name) => sql`${name} = r.${name}`))}
    from ${unnestRows(table, keys, values)}
    where t.account_id = ${accountId} and t.id = r.id and ${guard}
      and (t.detail_at is null or (t.detail_at <= ${at}::timestamptz and t.detail_hash is distinct from r.detail_hash))
    returning t.id`);
  const fresh = new Set(written.rows.map(({ id }) => id));
  const changed = rows.filter(
    (row) => fresh.has(row.id) && hashes.get(row.id) !== contentHash(row),
  );
  await replaceChildren(tx, accountId, changed);
  return changed.map(({ id }) => ({ id, isFirst: (hashes.get(id) ?? null) === null }));
}

function leanValues(row: Mapped, isDated: boolean): Values {
  return {
    ...row.values,
    id: row.id,
    hash: contentHash(row),
    ...(isDated ? { updatedAt: row.updatedAt } : {}),
  };
}

async function replaceChildren(
  tx: Database,
  accountId: number,
  owners: readonly Mapped[],
): Promise<void> {
  const byTable = new Map<PgTable, { owners: Values[]; rows: Values[] }>();
  for (const { id, children } of owners) {
    for (const { table, owner, rows } of children) {
      const group = byTable.get(table) ?? { owners: [], rows: [] };
      group.owners.push(owner(id));
      group.rows.push(...rows);
      byTable.set(table, group);
    }
  }
  for (const [table, group] of byTable) await replaceRows(tx, accountId, table, group);
}

async function replaceRows(
  tx: Database,
  accountId: number,
  table: PgTable,
  { owners, rows }: { owners: Values[]; rows: Children['rows'] },
): Promise<void> {
  const ownerKeys = Object.keys(owners[0] ?? {});
  const same = ownerKeys.map((key) => {
    const { name } = columnOf(table, key);
    return sql`t.${name} = r.${name}`;
  });
  await tx.execute(sql`
    delete from ${table} as t using ${unnestRows(table, ownerKeys, owners)}
    where t.account_id = ${accountId} and ${sql.join(same, sql` and `)}`);
  for (const batch of batches(rows)) {
    const keys = Object.keys(batch[0] ?? {});
    const names = keys.map((key) => columnOf(table, key).name);
    await tx.execute(sql`
      insert into ${table} (account_id, ${list(names)})
      select ${accountId}, ${list(names.map((name) => sql`r.${name}`))} from ${unnestRows(table, keys, batch)}
      on conflict do nothing`);
  }
  if (getTableName(table) === 'client_tags') {
    await tx.execute(sql`
      insert into tags as t (account_id, id, label)
      select distinct on (r.id) ${accountId}, r.id, r.label from ${unnestRows(table, ['id', 'label'], rows)}
      on conflict (account_id, id) do update set label = excluded.label where t.label <> excluded.label`);
  }
}

function list(parts: SQL[]): SQL {
  return sql.join(parts, sql`, `);
}

// A page that repeats a record (rows move while we page) keeps the later copy.
function distinct(rows: Mapped[]): Mapped[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function* batches<T>(rows: readonly T[], size = 500): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
