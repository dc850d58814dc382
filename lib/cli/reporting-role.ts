import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { AppError } from '../errors';
import { requireFieldboard, type ServerDatabase, withServerDatabase } from './server-database';

/**
 * `npm run cli -- reporting-role <account…>`: a database login that reads the `reporting` views of these accounts and
 * nothing else. Prints its connection once; with `remove` the login goes.
 */
export async function reportingRole(
  slugs: string[],
  options: { name?: string; remove?: boolean },
): Promise<void> {
  await withServerDatabase(async (place) => {
    await requireFieldboard(place.url);
    const name = options.name ?? `reporting_${slugs[0]?.replaceAll(/\W/g, '_') ?? ''}`;
    if (options.remove) {
      await removeReportingRole(place, name);
      process.stdout.write(`The login ${name} is gone.\n`);
      return;
    }
    const connection = await makeReportingRole(place, name, slugs);
    process.stdout.write(
      `${connection}\n\nRead-only; it sees the views in the schema "reporting" for ${slugs.join(', ')}. The password is shown this once.\n`,
    );
  });
}

/**
 * Makes the login, or gives an existing one a new password and these accounts instead of the ones before. Returns its
 * connection. Throws `bad_input` for a name or an account that does not exist.
 */
export async function makeReportingRole(
  { url, adminUrl }: ServerDatabase,
  name: string,
  slugs: readonly string[],
): Promise<string> {
  requireName(name);
  if (slugs.length === 0) throw new AppError('bad_input', 'Name at least one account.');
  const password = randomBytes(24).toString('hex');
  const login = quoted(name);
  await withClient(url, async (owner) => {
    const found = await owner.query<{ id: number; slug: string }>(
      'select id, slug from accounts where slug = any($1)',
      [slugs],
    );
    const missing = slugs.filter((slug) => !found.rows.some((row) => row.slug === slug));
    if (missing.length > 0) {
      const known = await owner.query<{ slug: string }>('select slug from accounts order by slug');
      throw new AppError(
        'bad_input',
        `There is no account ${missing.join(', ')}. There are: ${known.rows.map(({ slug }) => slug).join(', ') || 'none yet'}.`,
      );
    }
    await withClient(adminUrl, (admin) => makeLogin(admin, name, password));
    await owner.query('begin');
    await owner.query(`grant usage on schema reporting to ${login}`);
    await owner.query(`grant select on all tables in schema reporting to ${login}`);
    await owner.query(
      `alter default privileges in schema reporting grant select on tables to ${login}`,
    );
    await owner.query('delete from reporting_grants where role_name = $1', [name]);
    await owner.query(
      'insert into reporting_grants (role_name, account_id) select $1, unnest($2::int[])',
      [name, found.rows.map(({ id }) => id)],
    );
    await owner.query('commit');
  });
  const connection = new URL(url);
  // A socket serves programs of this machine alone, and few reporting tools know of one.
  if (connection.searchParams.get('host')?.startsWith('/')) connection.searchParams.delete('host');
  connection.username = name;
  connection.password = password;
  return connection.href;
}

/** Takes the login and everything granted to it away. */
export async function removeReportingRole(
  { url, adminUrl }: ServerDatabase,
  name: string,
): Promise<void> {
  requireName(name);
  const login = quoted(name);
  await withClient(url, async (owner) => {
    await owner.query('delete from reporting_grants where role_name = $1', [name]);
    const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [name]);
    if (rowCount === 0) throw new AppError('bad_input', `There is no login ${name}.`);
    await owner.query(
      `alter default privileges in schema reporting revoke select on tables from ${login}`,
    );
    await owner.query(`revoke all on all tables in schema reporting from ${login}`);
    await owner.query(`revoke all on schema reporting from ${login}`);
  });
  await withClient(adminUrl, (admin) => admin.query(`drop role ${login}`));
}

async function makeLogin(admin: pg.Client, name: string, password: string): Promise<void> {
  const login = quoted(name);
  const known = await admin.query('select 1 from pg_roles where rolname = $1', [name]);
  const act = known.rowCount === 0 ? 'create' : 'alter';
  try {
    await admin.query(
      `${act} role ${login} login nosuperuser nocreatedb nocreaterole noinherit connection limit 10 password ${admin.escapeLiteral(password)}`,
    );
    await admin.query(`alter role ${login} set default_transaction_read_only = on`);
    await admin.query(`alter role ${login} set statement_timeout = '60s'`);
    await admin.query(`alter role ${login} set search_path = reporting`);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== '42501') throw cause;
    throw new AppError(
      'misconfigured',
      'The login in DATABASE_URL may not make other logins. Run this once as an administrator of Postgres: alter role <that login> createrole',
      { cause },
    );
  }
}

// Only names that a person reads without quotes, and never one of the program's own.
function requireName(name: string): void {
  if (/^reporting_[a-z0-9_]{1,50}$/.test(name)) return;
  throw new AppError(
    'bad_input',
    'The name of a reporting login begins with reporting_ and has small letters, digits and _.',
  );
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'fieldboard cli' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
