import { getTableColumns, getTableName } from 'drizzle-orm';
import { CasingCache } from 'drizzle-orm/casing';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { TestDatabase } from '@/db/test-db';
import type { Sandbox } from '@/lib/sandbox/sandbox';
import { completeNested } from '@/lib/sync/ask';
import { listDocument } from '@/lib/sync/documents';
import { entities } from '@/lib/sync/entities';
import { type Entity, kinds, type Mapped, type Scalar } from '@/lib/sync/entity';
import type { SandboxAccount } from './sandbox-account';

const casing = new CasingCache('snake_case');

/**
 * Where the read model and the sandbox differ, record by record and field by field, children included. The other side
 * is read through the sandbox's GraphQL page by page, with the same mapping; at most `most` lines.
 * @public
 */
export async function differences(
  database: TestDatabase,
  sandbox: Sandbox,
  account: SandboxAccount,
  most = 20,
): Promise<string[]> {
  const lines: string[] = [];
  for (const kind of kinds) {
    const entity = entities[kind];
    const theirs = await jobberRows(sandbox, account, entity);
    const ours = await readModelRows(database, account.accountId, entity);
    for (const id of new Set([...theirs.keys(), ...ours.keys()])) {
      const line = difference(theirs.get(id), ours.get(id));
      if (line) lines.push(`${kind} ${id}: ${line}`);
    }
  }
  return lines.slice(0, most);
}

type Row = Record<string, Scalar>;

function difference(theirs: Row | undefined, ours: Row | undefined): string | null {
  if (!ours) return 'missing here';
  if (!theirs) return 'gone at Jobber';
  const fields = Object.keys(theirs).filter((key) => plain(theirs[key]) !== plain(ours[key]));
  if (fields.length === 0) return null;
  return fields
    .map((key) => `${key} ${plain(ours[key])} here, ${plain(theirs[key])} there`)
    .join('; ');
}

function plain(value: Scalar | undefined): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value ?? null);
}

async function jobberRows(sandbox: Sandbox, account: SandboxAccount, entity: Entity) {
  const rows = new Map<string, Row>();
  const parts = entity.detail ? (['lean', 'detail'] as const) : (['lean'] as const);
  for (const part of parts) {
    const document = listDocument(entity, part, false);
    let after: string | null = null;
    do {
      sandbox.control.budget(account.jobberAccountId).drainTo(10_000, 0);
      const first = part === 'detail' ? 10 : 100;
      const result: { data: unknown } = await account.client.query(document, { first, after });
      const list = (result.data as Record<string, Connection>)[entity.many];
      if (part === 'detail')
        await completeNested(
          { client: account.client, timeoutMs: 30_000 },
          entity,
          list?.nodes ?? [],
          'interactive',
        );
      for (const node of list?.nodes ?? []) {
        const map = part === 'detail' ? entity.mapDetail : entity.mapLean;
        const mapped = map?.(node);
        if (mapped) learnChildren(entity, mapped);
        if (mapped) rows.set(mapped.id, { ...rows.get(mapped.id), ...valuesOf(mapped) });
      }
      after = list?.pageInfo.hasNextPage ? (list.pageInfo.endCursor ?? null) : null;
    } while (after);
  }
  return rows;
}

type Connection = {
  nodes: unknown[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
};

function valuesOf({ values, updatedAt, children }: Mapped): Row {
  const hanging = children.map(({ table, rows }) => [getTableName(table), asText(rows)]);
  return { ...values, ...(updatedAt ? { updatedAt } : {}), ...Object.fromEntries(hanging) };
}

/** Rows in any order, each with its keys in order and without what is null. */
function asText(rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    JSON.stringify(
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => [key, plain(value)])
        .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
    ),
  );
  return lines.toSorted().join('\n');
}

async function readModelRows(database: TestDatabase, accountId: number, entity: Entity) {
  const rows = new Map<string, Row>();
  for (const row of await tableRows(database, accountId, entity.table))
    rows.set(String(row.id), row);
  for (const { table, owner } of childTables(entity)) {
    const keys = Object.entries(owner('')).filter(([, value]) => value !== '');
    const children = (await tableRows(database, accountId, table)).filter((row) =>
      keys.every(([key, value]) => row[key] === value),
    );
    const idKey = Object.entries(owner('')).find(([, value]) => value === '')?.[0] ?? 'id';
    const groups = new Map<string, Row[]>();
    for (const row of children) {
      const id = String(row[idKey]);
      groups.set(id, [...(groups.get(id) ?? []), row]);
    }
    for (const [id, row] of rows) {
      const own = (groups.get(id) ?? []).map(({ accountId: _, ...rest }) => rest);
      rows.set(id, { ...row, [getTableName(table)]: asText(own) });
    }
  }
  return rows;
}

const knownChildren = new Map<string, Mapped['children']>();

// The mapping of a record names the tables that hang on its kind.
function learnChildren({ kind }: Entity, { children }: Mapped): void {
  const known = knownChildren.get(kind) ?? [];
  const fresh = children.filter(({ table }) => !known.some((one) => one.table === table));
  knownChildren.set(kind, [...known, ...fresh]);
}

function childTables({ kind }: Entity): Mapped['children'] {
  return knownChildren.get(kind) ?? [];
}

async function tableRows(
  database: TestDatabase,
  accountId: number,
  table: PgTable,
): Promise<Row[]> {
  const columns = Object.entries(getTableColumns(table));
  const { rows } = await database.pool.query<Record<string, unknown>>(
    `select * from ${getTableName(table)} where account_id = $1`,
    [accountId],
  );
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(([key, column]) => {
        const raw = row[casing.getColumnCasing(column)];
        const isCount = column.getSQLType() === 'bigint' && typeof raw === 'string';
        return [key, (isCount ? Number(raw) : raw) as Scalar];
      }),
    ),
  );
}
