import path from 'node:path';
import { startEmbeddedDatabase } from '../embedded-db/start-embedded-database';
import { childEnv, parseEnv, rawEnv } from '../env';
import { AppError } from '../errors';
import { refuseSandboxAsJobber } from '../refuse-sandbox';
import { buildIfChanged } from './build';
import { firstFreePort } from './free-port';
import { keptSecrets } from './kept-secrets';
import { runUntilStopped, startWebServer } from './web-server';

const noDatabase = 'postgres://not-started-yet';

/** `npm start`: the app with your own Jobber app, and with the bundled Postgres when DATABASE_URL is not set. */
export async function start(): Promise<void> {
  const given = rawEnv('DATABASE_URL');
  const own = ownSettings();
  const environment = parseEnv(childEnv({ ...own, DATABASE_URL: given ?? noDatabase }));
  refuseSandboxAsJobber(environment);
  const port = serverPort(environment);
  await requireFreePort(port);
  await buildIfChanged();
  const database = given === undefined ? await startEmbeddedDatabase({ dir: bundledData }) : null;
  const cleanUp = async () => {
    await database?.release();
  };
  try {
    const server = await startWebServer({
      mode: 'start',
      port,
      environment: { ...own, DATABASE_URL: database?.url ?? given ?? '', PORT: String(port) },
    });
    process.stdout.write(
      `Fieldboard: ${environment.NEXTAUTH_URL}  (port ${port}; Ctrl-C stops it)\n`,
    );
    await runUntilStopped(server, cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** Where `npm start` keeps its data when no DATABASE_URL is set. */
export const bundledData = path.join('.data', 'postgres');

/** The port that the web server listens on. */
export function serverPort({ NEXTAUTH_URL }: { NEXTAUTH_URL: string }): number {
  return Number(rawEnv('PORT') ?? localPort(NEXTAUTH_URL) ?? 3000);
}

/** What a first start needs and nobody has set yet: secrets made once and kept beside the data, and a local address. */
export function ownSettings(): Record<string, string> {
  const names = ['NEXTAUTH_SECRET', 'TOKEN_ENCRYPTION_KEYS'] as const;
  const missing = names.filter((name) => rawEnv(name) === undefined);
  const kept = missing.length === 0 ? {} : keptSecrets(path.dirname(bundledData), 'own');
  const secrets = missing.map((name) => [name, kept[name] ?? ''] as const);
  const url = rawEnv('NEXTAUTH_URL') ?? `http://localhost:${rawEnv('PORT') ?? 3000}`;
  return { ...Object.fromEntries(secrets), NEXTAUTH_URL: url };
}

/** Another program would answer in our place, and people would wonder about its pages. */
async function requireFreePort(port: number): Promise<void> {
  if ((await firstFreePort([port])) !== null) return;
  throw new AppError(
    'misconfigured',
    `Port ${port} is in use by another program, or by a Fieldboard that runs already. Stop it, or choose another port, for example PORT=${port + 1} npm start; the address of a local set-up and its callback URL then have that port too.`,
  );
}

/** The port in a localhost address; behind a proxy the public port says nothing about ours. */
function localPort(url: string): string | undefined {
  const { hostname, port } = new URL(url);
  return hostname === 'localhost' && port !== '' ? port : undefined;
}
