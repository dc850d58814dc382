import { existsSync } from 'node:fs';
import path from 'node:path';
import { isAppError } from '../errors';
import { refuseSandboxAsJobber } from '../refuse-sandbox';
import { buildFolder } from './build';
import { keyState, liveConnections, servedVersion } from './check-connections';
import { databaseState, schemaState, upToDate } from './check-database';
import { callbackAddress, clockSkew, dashboardAddress, jobberReached } from './check-jobber';
import { adoptServerSettings, inInstallation } from './installation';
import { printJson, printLines } from './print';
import { serverSettings } from './server-settings';

type Line = { check: string; ok: boolean; text: string };

/** `doctor`: one line per check, "ok" or what to do; exit code 1 when something needs doing. */
export async function doctor(options: { json?: boolean }): Promise<void> {
  const lines = await examine();
  if (options.json) printJson(lines);
  else printLines(lines.map(({ check, ok, text }) => `${ok ? 'ok  ' : 'FIX '} ${check}: ${text}`));
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
  lines.push(await checked('Jobber', jobberReached));
  lines.push(await checked('Clock', clockSkew));
  lines.push(await checked('Address', dashboardAddress));
  if (lines.some(({ check, ok, text }) => check === 'Schema' && ok && text === upToDate))
    lines.push(...(await inside()));
  return lines;
}

/** What only the stored connections can tell. */
async function inside(): Promise<Line[]> {
  try {
    return await inInstallation({}, async () => [
      await checked('Callback', callbackAddress),
      await checked('Keys', keyState),
      await checked('Connections', liveConnections),
      await checked('API version', servedVersion),
    ]);
  } catch (error) {
    return [{ check: 'Connections', ok: false, text: wordsOf(error) }];
  }
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return process.version;
  throw new Error(`${process.version} is too old; install Node 22 or 24`);
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
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
