import { existsSync } from 'node:fs';
import path from 'node:path';
import { isAppError } from '../errors';
import { refuseSandboxAsJobber } from '../refuse-sandbox';
import { buildFolder } from './build';
import { dashboardAddress, localServer, portState } from './check-address';
import { keyState, liveConnections, servedVersion } from './check-connections';
import { databaseState, schemaState, upToDate } from './check-database';
import { appAccepted, callbackAddress, clockSkew, isAppNamed, jobberReached } from './check-jobber';
import { scopeGaps } from './check-scopes';
import { adoptServerSettings, inInstallation } from './installation';
import { printJson, printLines } from './print';
import { serverSettings } from './server-settings';

/** `isNote`: nothing is broken, and somebody may want it otherwise. */
type Line = { check: string; ok: boolean; isNote?: true; text: string };

/** `doctor`: one line per check, "ok", a note, or what to do; exit code 1 when something needs doing. */
export async function doctor(options: { json?: boolean }): Promise<void> {
  const lines = await examine();
  if (options.json) printJson(lines);
  else printLines(lines.map((line) => `${markOf(line)} ${line.check}: ${line.text}`));
  process.exitCode = lines.every(({ ok }) => ok) ? 0 : 1;
}

async function examine(): Promise<Line[]> {
  adoptServerSettings();
  const lines = [
    await checked('Node', async () => nodeVersion()),
    await checked('Settings', settings),
  ];
  lines.push(await checked('Build', async () => build()));
  const areSettingsRight = lines.every(({ check, ok }) => check !== 'Settings' || ok);
  const database = await checked('Database', databaseState);
  lines.push(database);
  if (database.ok) lines.push(await checked('Schema', schemaState));
  if (!areSettingsRight) return lines;
  const local = await localServer();
  lines.push(await checked('Port', async () => portState(local)));
  lines.push(await checked('Jobber', jobberReached));
  lines.push(await checked('Clock', clockSkew));
  lines.push(await checked('Address', () => dashboardAddress(local)));
  if (isAppNamed()) lines.push(...(await app()));
  if (lines.some(({ check, ok, text }) => check === 'Schema' && ok && text === upToDate))
    lines.push(...(await inside()));
  return lines;
}

async function app(): Promise<Line[]> {
  return [await checked('Jobber app', appAccepted), await checked('Callback', callbackAddress)];
}

/** What only the database can tell. */
async function inside(): Promise<Line[]> {
  try {
    return await inInstallation({}, async () => [
      ...(isAppNamed() ? [] : await app()),
      await checked('Keys', keyState),
      await checked('Connections', liveConnections),
      ...(await scopes()),
      await checked('API version', servedVersion),
    ]);
  } catch (error) {
    const check = isAppNamed() ? 'Connections' : 'Jobber app';
    return [{ check, ok: false, text: wordsOf(error) }];
  }
}

/** A scope that is left out may be left out on purpose, so it is a note; a line for each account that lacks one. */
async function scopes(): Promise<Line[]> {
  try {
    const gaps = await scopeGaps();
    if (gaps.length === 0) return [{ check: 'Scopes', ok: true, text: 'nothing is kept back' }];
    return gaps.map(({ name, text, isFailure }) => ({
      check: `Scopes of ${name}`,
      text,
      ...(isFailure ? { ok: false } : { ok: true, isNote: true }),
    }));
  } catch (error) {
    return [{ check: 'Scopes', ok: false, text: wordsOf(error) }];
  }
}

function markOf({ ok, isNote }: Line): string {
  if (!ok) return 'FIX ';
  return isNote ? 'note' : 'ok  ';
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return process.version;
  throw new Error(`${process.version} is too old; install Node 26`);
}

async function settings(): Promise<string> {
  const { environment, madeByStart } = serverSettings();
  refuseSandboxAsJobber(environment);
  const made = madeByStart.length > 0 ? `; \`npm start\` makes ${madeByStart.join(', ')}` : '';
  const app =
    environment.JOBBER_CLIENT_ID === '' ? '; the Jobber app comes from the set-up page' : '';
  return `complete${made}${app}`;
}

function build(): string {
  return existsSync(path.join(buildFolder(), 'BUILD_ID'))
    ? 'there'
    : 'none yet; `npm start` makes it';
}

async function checked(check: string, work: () => Promise<string>): Promise<Line> {
  try {
    return { check, ok: true, text: await work() };
  } catch (error) {
    return { check, ok: false, text: wordsOf(error) };
  }
}

function wordsOf(error: unknown): string {
  if (isAppError(error)) return error.safeMessage;
  if (!(error instanceof Error)) return String(error);
  if (!(error.cause instanceof Error)) return error.message;
  // The driver puts the whole query in front, which helps nobody here.
  const isQuery = error.message.startsWith('Failed query');
  return `${isQuery ? 'the database failed' : error.message}: ${error.cause.message}`;
}
