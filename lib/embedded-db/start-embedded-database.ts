import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { childEnv } from '../env';
import { AppError } from '../errors';
import { adopt, isAlive, leave, pause, withLock } from './adopters';
import { findBinaries } from './binaries';
import { findServerUser, requireReachable, type ServerUser } from './server-user';

/**
 * A running bundled Postgres. `url` is the login of the program, `adminUrl` the superuser's.
 * @public
 */
export type EmbeddedDatabase = {
  url: string;
  adminUrl: string;
  adopted: boolean;
  /** Stops the server unless another live process uses it. */
  release: () => Promise<void>;
};

type Passwords = { admin: string; login: string };
type Place = { dir: string; data: string; user: ServerUser | null };
type Doors = { port: number; socketFolder: string | null };

/**
 * Starts the bundled Postgres on the data in `dir`, or adopts the one that runs on it already (several processes share
 * it, also after one of them was killed). Password only, on a free port of loopback and on a socket beside the data, which
 * the addresses name where the system has one. `settings` are lines for postgresql.conf of a new data folder. Throws
 * `misconfigured` or `database_unavailable` naming the next step.
 * @public
 */
export async function startEmbeddedDatabase(options: {
  dir: string;
  settings?: Record<string, string>;
}): Promise<EmbeddedDatabase> {
  const dir = path.resolve(options.dir);
  const place: Place = { dir, data: path.join(dir, 'pg'), user: findServerUser() };
  mkdirSync(dir, { recursive: true });
  return withLock(dir, async () => {
    const passwords = keptPasswords(dir);
    await initialise(place, passwords, options.settings ?? {});
    const { doors, adopted } = await startOrAdopt(place, passwords);
    const adminUrl = addressOf('postgres', passwords.admin, doors, 'postgres');
    await ensureLogin(adminUrl, passwords.login);
    adopt(dir);
    const url = addressOf('fieldboard', passwords.login, doors, 'fieldboard');
    return { url, adminUrl, adopted, release: () => release(place) };
  });
}

async function release(place: Place): Promise<void> {
  await withLock(place.dir, async () => {
    if (leave(place.dir).othersRemain || !existsSync(path.join(place.data, 'postmaster.pid')))
      return;
    await run(findBinaries().pgCtl, ['stop', '-D', place.data, '-m', 'fast', '-w'], place);
  });
}

function keptPasswords(dir: string): Passwords {
  const file = path.join(dir, 'passwords.json');
  if (!existsSync(file)) {
    const fresh: Passwords = {
      admin: randomBytes(24).toString('hex'),
      login: randomBytes(24).toString('hex'),
    };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
}

async function initialise(
  place: Place,
  passwords: Passwords,
  settings: Record<string, string>,
): Promise<void> {
  const binaries = findBinaries();
  if (existsSync(place.data)) return refuseOtherMajor(place.data, binaries.major);
  if (place.user) {
    requireReachable(binaries.initdb, place.user);
    requireReachable(place.data, place.user);
    chownSync(place.dir, place.user.uid, place.user.gid);
  }
  // A folder of its own until it is whole, so that a kill in the middle leaves nothing that looks like a database.
  const unfinished = `${place.data}.new`;
  const passwordFile = path.join(place.dir, 'initial-password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, passwords.admin, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  const flags = [
    '-E',
    'UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
  ];
  await run(binaries.initdb, ['-D', unfinished, ...flags], place);
  rmSync(passwordFile);
  const lines = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...settings,
  });
  const text = lines.map(([name, value]) => `${name} = '${value}'\n`).join('');
  writeFileSync(path.join(unfinished, 'postgresql.auto.conf'), text);
  renameSync(unfinished, place.data);
}

function refuseOtherMajor(data: string, major: string): void {
  const found = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new AppError(
    'misconfigured',
    `The data in ${data} belongs to Postgres ${found}, and this Fieldboard brings Postgres ${major}. Start the earlier Fieldboard, run pg_dump against it, move the folder away, start this one and load the dump.`,
  );
}

async function startOrAdopt(
  place: Place,
  passwords: Passwords,
): Promise<{ doors: Doors; adopted: boolean }> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const running = await runningServer(place.data, passwords);
    if (running !== null) return { doors: running, adopted: true };
    const doors = { port: await freePort(), socketFolder: socketFolderOf(place) };
    const failure = await run(findBinaries().pgCtl, startFlags(place, doors), place).then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return { doors, adopted: false };
    if (Date.now() > deadline) throw failure;
    await pause(300);
  }
}

/**
 * A folder for a socket, which only the server's user may enter: it spares what TCP does for each statement. Null where the
 * system has no such sockets or cannot take this path as theirs.
 */
function socketFolderOf({ dir, user }: Place): string | null {
  const folder = path.join(dir, 'socket');
  const longest = Buffer.byteLength(path.join(folder, '.s.PGSQL.65535'));
  // macOS takes 103 bytes, Linux 107; pg_ctl hands its options to a shell.
  const canBe = process.platform !== 'win32' && longest <= 103 && /^[\w./+@-]+$/.test(folder);
  if (!canBe) return null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

function startFlags({ data }: Place, { port, socketFolder }: Doors): string[] {
  const log = path.join(data, 'server.log');
  const options = socketFolder ? `-p ${port} -k ${socketFolder}` : `-p ${port}`;
  return ['start', '-D', data, '-w', '-t', '30', '-l', log, '-o', options];
}

/** Where the server answers whose postmaster.pid lies in `data`, if it takes our password and says the folder is its own. */
async function runningServer(data: string, passwords: Passwords): Promise<Doors | null> {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port, socketFolder] = readFileSync(file, 'utf8').split('\n');
  const doors = { port: Number(port), socketFolder: socketFolder || null };
  if (!Number(pid) || !doors.port || !isAlive(Number(pid))) return null;
  try {
    const url = addressOf('postgres', passwords.admin, doors, 'postgres');
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ folder: string }>(
        "select current_setting('data_directory') as folder",
      );
      return realpathSync(rows[0]?.folder ?? '') === realpathSync(data) ? doors : null;
    });
  } catch {
    return null;
  }
}

async function ensureLogin(adminUrl: string, password: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const roles = await client.query("select 1 from pg_roles where rolname = 'fieldboard'");
    if (roles.rowCount === 0) {
      await client.query(
        `create role fieldboard login nosuperuser password ${client.escapeLiteral(password)}`,
      );
    }
    const databases = await client.query("select 1 from pg_database where datname = 'fieldboard'");
    if (databases.rowCount === 0) await client.query('create database fieldboard owner fieldboard');
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whatever does not know of the socket in `host` finds the same server at the port. */
function addressOf(user: string, password: string, doors: Doors, database: string): string {
  const address = new URL(`postgres://${user}:${password}@127.0.0.1:${doors.port}/${database}`);
  if (doors.socketFolder) address.searchParams.set('host', doors.socketFolder);
  return address.href;
}

/**
 * A connection keeps what a sort or a hash table took for the next one. glibc gives every larger piece back to the system at
 * once and has it wiped page by page when it is wanted again, which is a third of the time of a report over a million
 * invoices (bench/README.md). Other C libraries do not read these. Bytes.
 */
const keepMemory = {
  MALLOC_TOP_PAD_: String(8 * 1024 ** 2),
  MALLOC_MMAP_THRESHOLD_: String(32 * 1024 ** 2),
  MALLOC_TRIM_THRESHOLD_: String(64 * 1024 ** 2),
};

/** Runs one Postgres program to its end. Output goes to a file: a pipe would stay open as long as the server lives. */
async function run(program: string, args: string[], place: Place): Promise<void> {
  const logFile = path.join(place.dir, 'launcher.log');
  const output = openSync(logFile, 'w');
  try {
    const owner = place.user ? { uid: place.user.uid, gid: place.user.gid } : {};
    const child = spawn(program, args, {
      ...owner,
      cwd: place.dir,
      env: childEnv(keepMemory),
      stdio: ['ignore', output, output],
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code === 0) return;
  } catch (cause) {
    throw new AppError(
      'database_unavailable',
      `${path.basename(program)} could not be run: ${String(cause)}`,
      { cause },
    );
  } finally {
    closeSync(output);
  }
  const reason = [logFile, path.join(place.data, 'server.log')]
    .map(lastLines)
    .filter(Boolean)
    .join('\n');
  throw new AppError(
    'database_unavailable',
    `The bundled Postgres failed (${path.basename(program)} ${args[0]}):\n${reason}`,
  );
}

function lastLines(file: string): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trim().split('\n').slice(-6).join('\n');
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
