import { once } from 'node:events';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { rawEnv } from '../env';
import { AppError } from '../errors';
import { endLine } from './backup-file';
import { requireFieldboard, withServerDatabase } from './server-database';

/**
 * Kept out of a backup: tokens, because Jobber replaces them by the hour; the clock of tests; the list of migrations, which
 * stands in the header; and what belongs to the running processes alone.
 */
const leftOut = ['jobber_tokens', 'app_clock', 'fieldboard_migrations', 'budget_holds'];

/** `npm run cli -- backup <file>`: everything of the server's database in one file. */
export async function backup(file: string): Promise<void> {
  await withServerDatabase(async ({ url }) => {
    await requireFieldboard(url);
    const { tables, rows } = await writeBackup(url, file);
    process.stdout.write(
      `${file}: ${rows.toLocaleString('en-US')} rows of ${tables} tables. It holds your customers’ data in plain text; keep it safe.\n`,
    );
    if (rawEnv('TOKEN_ENCRYPTION_KEYS') === undefined) {
      process.stdout.write(
        'Keep .data/secrets.json as well: it signs the sessions and opens the stored client secret.\n',
      );
    }
  });
}

/** Writes a backup as of one moment; readable by its owner alone. Throws `bad_input` when the file exists. */
export async function writeBackup(
  url: string,
  file: string,
): Promise<{ tables: number; rows: number }> {
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await once(target, 'open').catch((cause: unknown) => {
    throw new AppError('bad_input', `${file} exists already or cannot be written.`, { cause });
  });
  const client = new pg.Client({ connectionString: url, application_name: 'fieldboard backup' });
  const packed = createGzip();
  const written = finished(packed.pipe(target));
  written.catch(() => undefined);
  const line = async (text: string) => {
    if (!packed.write(`${text}\n`)) await once(packed, 'drain');
  };
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    await line(JSON.stringify(await headerOf(client)));
    const tables = await tablesInOrder(client);
    let rows = 0;
    for (const table of tables) rows += await writeTable(client, table, line);
    await line(endLine);
    packed.end();
    await written;
    return { tables: tables.length, rows };
  } catch (error) {
    target.destroy();
    rmSync(file, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function headerOf(client: pg.Client) {
  const { rows } = await client.query('select name, hash from fieldboard_migrations order by name');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return {
    fieldboard: 'backup',
    format: 1,
    version,
    at: new Date().toISOString(),
    migrations: rows,
  };
}

/** Tables after those that they refer to. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; parents: string[] }>(`
    select c.relname as name, coalesce(array_agg(distinct p.relname::text)
      filter (where p.relname is not null and p.oid <> c.oid), '{}') as parents
    from pg_class c
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
    left join pg_class p on p.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.oid, c.relname order by c.relname`);
  const waiting = rows.filter(({ name }) => !leftOut.includes(name));
  const ordered: string[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ parents }) =>
      parents.every((parent) => !waiting.some(({ name }) => name === parent)),
    );
    const [table] = waiting.splice(Math.max(0, next), 1);
    if (table) ordered.push(table.name);
  }
  return ordered;
}

async function writeTable(
  client: pg.Client,
  table: string,
  line: (text: string) => Promise<void>,
): Promise<number> {
  const name = pg.escapeIdentifier(table);
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname::text as name from pg_attribute
     where attrelid = ('public.' || quote_ident($1))::regclass and attnum > 0 and not attisdropped
       and attgenerated = '' order by attnum`,
    [table],
  );
  const listed = columns.map((column) => column.name);
  await line(JSON.stringify({ table, columns: listed }));
  const selected = listed.map((column) => pg.escapeIdentifier(column)).join(', ');
  await client.query(
    `declare piece cursor for select row_to_json(t)::text as line from (select ${selected} from public.${name}) t`,
  );
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ line: string }>('fetch 2000 from piece');
    for (const row of rows) await line(row.line);
    count += rows.length;
    if (rows.length === 0) break;
  }
  await client.query('close piece');
  return count;
}
