import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start-embedded-database';

let base: string;
let dir: string;
let open: EmbeddedDatabase[];

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'embedded-'));
  chmodSync(base, 0o755);
  dir = base;
  open = [];
});

afterEach(async () => {
  for (const database of open) await database.release();
  rmSync(base, { recursive: true, force: true });
});

test('data survives a clean stop, on another port and with the same login', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 42 as answer');
  await first.release();
  expect(existsSync(pidFile())).toBe(false);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('the login of the program is no superuser, and a wrong password is refused', async () => {
  const { url } = await start();
  const [role] = await query(
    url,
    'select rolsuper, rolcreaterole from pg_roles where rolname = current_user',
  );
  expect(role).toEqual({ rolsuper: false, rolcreaterole: false });
  const wrong = new URL(url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(path.join(dir, 'passwords.json')).mode & 0o077).toBe(0);
});

test('it listens on loopback alone', async () => {
  const { url } = await start();
  const [row] = await query(url, "select current_setting('listen_addresses') as addresses");
  expect(row).toEqual({ addresses: '127.0.0.1' });
});

test('its address leads through a socket that no other login of the machine can reach, and by its port as well', async () => {
  const { url } = await start();
  const peer = 'select inet_client_addr() is null as by_socket';
  expect(await query(url, peer)).toEqual([{ by_socket: true }]);
  expect(statSync(path.join(dir, 'socket')).mode & 0o077).toBe(0);
  const byPort = new URL(url);
  byPort.searchParams.delete('host');
  expect(await query(byPort.href, peer)).toEqual([{ by_socket: false }]);
});

test.each([
  ['a shell would read its path as two', 'two words'],
  ['its path is longer than any system takes', 'long'.repeat(30)],
])('without a socket, because %s, it is reached by its port', async (_, name) => {
  dir = path.join(base, name);
  const { url } = await start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(new URL(url).search).toBe('');
});

test('a server that was started without a socket is adopted as it is', async () => {
  const first = await start();
  const port = new URL(first.url).port;
  const [pid, ...lines] = readFileSync(pidFile(), 'utf8').split('\n');
  lines[3] = '';
  writeFileSync(pidFile(), [pid, ...lines].join('\n'));
  const second = await start();
  expect(second.adopted).toBe(true);
  expect(second.url).toMatch(new RegExp(`127\\.0\\.0\\.1:${port}/fieldboard$`));
});

test('a server that its starter left behind is adopted, and stops with the last one who uses it', async () => {
  const first = await start();
  writeFileSync(path.join(dir, 'adopters'), '999999999\n');
  const second = await start();
  expect(second.adopted).toBe(true);
  expect(second.url).toBe(first.url);
  await second.release();
  expect(existsSync(pidFile())).toBe(false);
});

test('a release leaves the server to another live process', async () => {
  const first = await start();
  writeFileSync(path.join(dir, 'adopters'), `${process.pid}\n${process.ppid}\n`);
  await first.release();
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  writeFileSync(path.join(dir, 'adopters'), `${process.pid}\n`);
});

test('a database that was killed with its server starts again with everything that was committed', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 7 as answer');
  process.kill(Number(readFileSync(pidFile(), 'utf8').split('\n')[0]), 'SIGKILL');
  const second = await start();
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 7 }]);
});

test('two starts at once share one server', async () => {
  const both = await Promise.all([start(), start()]);
  expect(both[0].url).toBe(both[1].url);
});

test('the lock of a process that died is taken over', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(path.join(dir, 'lock'), `${dead} gone`);
  const { url } = await start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('data of another Postgres is refused with the steps to move it', async () => {
  await (await start()).release();
  writeFileSync(path.join(dir, 'pg', 'PG_VERSION'), '15\n');
  await expect(startEmbeddedDatabase({ dir })).rejects.toMatchObject({
    code: 'misconfigured',
    message: expect.stringMatching(/Postgres 15.*pg_dump/),
  });
});

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ dir, settings: { fsync: 'off' } });
  open.push(database);
  return database;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function pidFile(): string {
  return path.join(dir, 'pg', 'postmaster.pid');
}
