import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '@/db/migrate';
import { openDatabase } from '@/db/open';
import { AppError } from '../errors';
import { loseRotations } from '../vault/after-restore';
import { type BackupHeader, readBackup, type TableRows } from './backup-file';
import { withOwnDatabase } from './server-database';

/** `npm run cli -- restore <file>`: into DATABASE_URL, or into the bundled database; either must be empty. */
export async function restore(file: string): Promise<void> {
  await withOwnDatabase(async ({ url }) => {
    const { rows, reconnects, at } = await restoreBackup(url, file);
    process.stdout.write(
      `${rows.toLocaleString('en-US')} rows are back, as of ${at.slice(0, 16).replace('T', ' ')} UTC.\n`,
    );
    if (reconnects > 0) {
      process.stdout.write(
        `Jobber’s tokens are not part of a backup, so each connection (${reconnects}) shows Reconnect once: press it, allow access, and everything since then is read again.\n`,
      );
    }
  });
}

/**
 * Builds the schema that the backup had, brings its rows back, then migrates to this version. Throws `conflict` for a
 * database with accounts or people in it, `misconfigured` for a backup of a newer version, naming it.
 */
export async function restoreBackup(
  url: string,
  file: string,
): Promise<{ rows: number; reconnects: number; at: string }> {
  const { header, pieces } = await readBackup(file);
  const known = knownMigrations();
  refuseNewer(header, known);
  await requireEmpty(url);
  await emptySchemas(url);
  const then = migrationsOf(header);
  try {
    await migrateDatabase(url, then);
  } finally {
    rmSync(then, { recursive: true });
  }
  const rows = await insertAll(url, pieces);
  await migrateDatabase(url);
  const { db, pool } = openDatabase(url, { max: 1, statementTimeoutMs: 60_000 });
  try {
    return { rows, reconnects: await loseRotations(db), at: header.at };
  } finally {
    await pool.end();
  }
}

const folder = path.join(process.cwd(), 'db', 'migrations');

type Journal = { entries: { tag: string }[] };

function journal(): Journal {
  return JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as Journal;
}

function knownMigrations(): string[] {
  return journal().entries.map(({ tag }) => tag);
}

function refuseNewer({ migrations, version }: BackupHeader, known: readonly string[]): void {
  const unknown = migrations.map(({ name }) => name).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new AppError(
    'misconfigured',
    `The backup was written by a newer Fieldboard (${version}): ${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} unknown here. Install that version or a later one, then restore again. Nothing was changed.`,
  );
}

/** A folder with the migrations that the backup's database had, and no later ones. */
function migrationsOf({ migrations }: BackupHeader): string {
  const names = new Set(migrations.map(({ name }) => name));
  const then = mkdtempSync(path.join(tmpdir(), 'fieldboard-restore-'));
  const { entries, ...rest } = journal();
  const kept = entries.filter(({ tag }) => names.has(tag));
  mkdirSync(path.join(then, 'meta'));
  for (const { tag } of kept) {
    copyFileSync(path.join(folder, `${tag}.sql`), path.join(then, `${tag}.sql`));
  }
  writeFileSync(path.join(then, 'meta/_journal.json'), JSON.stringify({ ...rest, entries: kept }));
  return then;
}

async function requireEmpty(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const table of ['accounts', 'people']) {
      const there = await client.query(`select to_regclass('public.${table}') is not null as is`);
      if (!there.rows[0]?.is) continue;
      const { rowCount } = await client.query(`select from public.${table} limit 1`);
      if (rowCount === 0) continue;
      throw new AppError(
        'conflict',
        'This database is in use: it has accounts or people. Restore into an empty one; stop Fieldboard, and move the old data away first (for the bundled database: the folder .data/postgres).',
      );
    }
  });
}

async function emptySchemas(url: string): Promise<void> {
  await withClient(url, (client) =>
    client.query(
      'drop schema if exists reporting, graphile_worker cascade; drop schema public cascade; create schema public',
    ),
  );
}

async function insertAll(url: string, pieces: AsyncGenerator<TableRows>): Promise<number> {
  return withClient(url, async (client) => {
    await client.query('begin');
    const tables = new Set<string>();
    let count = 0;
    for await (const { table, columns, rows } of pieces) {
      const name = `public.${pg.escapeIdentifier(table)}`;
      if (!tables.has(table)) {
        tables.add(table);
        // What triggers derived is in the backup itself; deriving it again would count it twice.
        await client.query(`alter table ${name} disable trigger user`);
        await client.query(`delete from ${name}`);
      }
      const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
      await client.query(
        `insert into ${name} (${listed}) overriding system value
         select ${listed} from json_populate_recordset(null::${name}, $1::json)`,
        [`[${rows.join(',')}]`],
      );
      count += rows.length;
    }
    for (const table of tables) {
      const name = `public.${pg.escapeIdentifier(table)}`;
      await client.query(`alter table ${name} enable trigger user`);
      await continueIdentities(client, name);
    }
    await client.query('commit');
    return count;
  });
}

async function continueIdentities(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ column: string }>(
    `select attname::text as column from pg_attribute
     where attrelid = $1::regclass and attidentity <> '' and not attisdropped`,
    [name],
  );
  for (const { column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${pg.escapeIdentifier(column)}), 0) + 1, false) from ${name}`,
      [name, column],
    );
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'fieldboard restore' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
