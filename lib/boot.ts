import 'server-only';
import { closeDatabase, warmDatabase } from '@/db/client';
import { migrateDatabase, waitForDatabase } from '@/db/migrate';
import { sendByTurns } from './answer-body';
import { giveHeaders } from './answer-headers';
import { env } from './env';
import { isAppError } from './errors';
import { log } from './log';
import { mainThreadFirst } from './main-thread-first';
import { refuseSandboxAsJobber } from './refuse-sandbox';
import { afterSetUp, followJobberApp, isReadyForJobber } from './setup/set-up-mode';
import { drainRefreshes } from './vault/drain';
import { checkKeys } from './vault/keys';
import { startWorker } from './worker/start-worker';

/**
 * Makes a server process ready: environment, database, migrations, shutdown. Never throws, because a throwing start hook
 * leaves Next answering 500 for ever: what cannot be repaired is said in plain words and the process exits.
 * @public
 */
export async function boot(options: { worker?: boolean } = {}): Promise<void> {
  try {
    const environment = env();
    refuseSandboxAsJobber(environment);
    giveHeaders();
    sendByTurns();
    mainThreadFirst();
    await waitForDatabase(environment.DATABASE_URL, {
      timeoutMs: 60_000,
      onWait: (text) => log.warn({}, text),
    });
    const applied = await migrateDatabase(environment.DATABASE_URL);
    if (applied.length > 0)
      log.info({ count: applied.length }, 'The database schema is up to date.');
    drainOnSignals();
    // A worker of its own shows no pages.
    if (!options.worker) {
      void warmDatabase().catch((error: unknown) => log.debug({ err: error }, 'not warmed'));
    }
    const begin = async () => {
      await checkKeys();
      followJobberApp();
      if (options.worker ?? environment.FIELDBOARD_WORKER) worker = await startWorker();
    };
    if (await isReadyForJobber()) await begin();
    else afterSetUp(begin);
  } catch (error) {
    const text = isAppError(error) ? error.safeMessage : 'Fieldboard could not start.';
    if (!isAppError(error)) log.error({ err: error }, text);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}

let worker: Awaited<ReturnType<typeof startWorker>> | undefined;

function drainOnSignals(): void {
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'Stopping.');
    void drain().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  // `npm run demo` and `npm start` hold this channel: it closes when they are killed, so no server stays behind.
  process.on('disconnect', () => stop('disconnect'));
}

/** Answers of Jobber under way are waited for: a token that is not stored is a connection lost. The pools close last. */
async function drain(): Promise<void> {
  await Promise.all([drainRefreshes(), worker?.stop()]).catch((error: unknown) =>
    log.error({ err: error }, 'Stopping the worker failed.'),
  );
  await closeDatabase().catch((error: unknown) =>
    log.error({ err: error }, 'Closing the database failed.'),
  );
}
