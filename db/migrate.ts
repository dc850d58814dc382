import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '@/lib/errors';

type Applied = { name: string; hash: string };
type Migration = { name: string; hash: string; statements: string[] };

/**
 * Applies the migrations that `url` does not have yet, in order, each in its own transaction, under an advisory lock
 * that lets one process at a time do it. Returns the names applied. Refuses a database that a newer program migrated
 * (`misconfigured`, naming the unknown migrations).
 * @public
 */
export async function migrateDatabase(url: string, folder = migrationsFolder()): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, application_name: 'fieldboard migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(4919, 1)');
    await client.query(`create table if not exists fieldboard_migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default clock_timestamp())`);
    const applied = await client.query<Applied>(
      'select name, hash from fieldboard_migrations order by name',
    );
    const done = new Map(applied.rows.map(({ name, hash }) => [name, hash]));
    refuseForeignSchema(migrations, done);
    const pending = migrations.filter(({ name }) => !done.has(name));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/**
 * Resolves when `url` accepts connections. Calls `onWait` once if it has to wait, and throws `database_unavailable`
 * after `timeoutMs`. Wrong credentials or an unknown database are not waited for.
 * @public
 */
export async function waitForDatabase(
  url: string,
  options: { timeoutMs: number; onWait: (message: string) => void },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  const where = whereIs(url);
  for (let attempt = 0; ; attempt += 1) {
    const failure = await connectionFailure(url);
    if (failure === null) return;
    if (!canPass(failure) || Date.now() > deadline) {
      throw new AppError(
        'database_unavailable',
        `The database at ${where} cannot be used (${failure}). Check that Postgres runs there and that DATABASE_URL is right.`,
      );
    }
    if (attempt === 0) options.onWait(`Waiting for the database at ${where} (${failure}).`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/**
 * The names of the migrations that `url` still lacks; changes nothing. Refuses like `migrateDatabase`.
 * @public
 */
export async function pendingMigrations(
  url: string,
  folder = migrationsFolder(),
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const table = await client.query(
      "select 1 where to_regclass('fieldboard_migrations') is not null",
    );
    const applied =
      table.rowCount === 0
        ? []
        : (await client.query<Applied>('select name, hash from fieldboard_migrations')).rows;
    const done = new Map(applied.map(({ name, hash }) => [name, hash]));
    refuseForeignSchema(migrations, done);
    return migrations.map(({ name }) => name).filter((name) => !done.has(name));
  } finally {
    await client.end();
  }
}

/**
 * What names a set of migrations: changes when any of them does.
 * @public
 */
export async function migrationsHash(folder = migrationsFolder()): Promise<string> {
  const migrations = await readMigrations(folder);
  const hash = createHash('sha256');
  for (const { name, hash: content } of migrations) hash.update(`${name} ${content}\n`);
  return hash.digest('hex').slice(0, 16);
}

function migrationsFolder(): string {
  return path.join(process.cwd(), 'db', 'migrations');
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const journal = JSON.parse(await readFile(path.join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  return Promise.all(
    journal.entries.map(async ({ tag }) => {
      const text = (await readFile(path.join(folder, `${tag}.sql`), 'utf8')).replaceAll(
        '\r\n',
        '\n',
      );
      const hash = createHash('sha256').update(text).digest('hex');
      return { name: tag, hash, statements: text.split('--> statement-breakpoint') };
    }),
  );
}

function refuseForeignSchema(migrations: Migration[], done: Map<string, string>): void {
  const known = new Map(migrations.map(({ name, hash }) => [name, hash]));
  const unknown = [...done.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new AppError(
      'misconfigured',
      `The database was migrated by a newer Fieldboard: ${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} unknown here. Run that version again, or restore the backup made before it.`,
    );
  }
  const edited = [...done].filter(([name, hash]) => known.get(name) !== hash).map(([name]) => name);
  if (edited.length > 0) {
    throw new AppError(
      'misconfigured',
      `${edited.join(', ')} was changed after this database had applied it. Restore the original file; a change needs a migration of its own.`,
    );
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    for (const statement of migration.statements) {
      if (statement.trim() !== '') await client.query(statement);
    }
    await client.query('insert into fieldboard_migrations (name, hash) values ($1, $2)', [
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('internal', `Migration ${migration.name} failed: ${reason}`, { cause });
  }
}

async function connectionFailure(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : error instanceof Error ? error.message : 'unknown';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** 28…: wrong user or password; 3D000: no such database. Waiting changes neither. */
function canPass(failure: string): boolean {
  return !/^(28\w{3}|3D000)$/.test(failure);
}

function whereIs(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? hostname}:${port || '5432'}`;
}
