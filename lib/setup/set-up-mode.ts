import 'server-only';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { env, isAppInEnvironment, isSetUp } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { loadJobberApp } from '@/lib/vault/app-secret';

const lookEveryMs = 2_000;
const followEveryMs = 5_000;

// Next evaluates modules more than once in a process; the page must know the code that boot printed.
const shared = globalThis as { fieldboardSetUpCode?: string };

/**
 * Whether there is a Jobber app, from the environment or from an earlier set-up, which is taken into use by this.
 * @public
 */
export async function isReadyForJobber(): Promise<boolean> {
  return isSetUp() || (await loadJobberApp());
}

/**
 * Opens the set-up page with a one-time code that only whoever started the server can read, and runs `begin` once a
 * Jobber app is stored, here or in another process.
 * @public
 */
export function afterSetUp(begin: () => Promise<void>): void {
  shared.fieldboardSetUpCode = randomBytes(15).toString('base64url');
  const address = `${env().NEXTAUTH_URL}/setup?code=${shared.fieldboardSetUpCode}`;
  // The launcher drops standard output, where Next writes its banner; this address must be seen.
  process.stderr.write(
    `\nFieldboard has no Jobber app yet. Open this address once to set it up:\n\n  ${address}\n\n`,
  );
  const look = async () => {
    try {
      if (!(await isReadyForJobber())) return;
      clearInterval(timer);
      delete shared.fieldboardSetUpCode;
      await begin();
    } catch (error) {
      if (isAppError(error)) process.stderr.write(`${error.safeMessage}\n`);
      log.error({ event: 'set_up', err: error }, 'the set-up could not be taken into use');
    }
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
}

/**
 * Takes over within seconds what an owner changes in another process: a new secret, or another Jobber app.
 * @public
 */
export function followJobberApp(): void {
  if (isAppInEnvironment()) return;
  const look = () =>
    loadJobberApp().catch((err: unknown) =>
      log.debug({ event: 'jobber_app_unread', err }, 'the stored Jobber app was not looked at'),
    );
  setInterval(() => void look(), followEveryMs).unref();
}

/**
 * Throws `forbidden` unless `code` is the one that this process printed.
 * @public
 */
export function requireSetUpCode(code: string): void {
  if (isSetUpCode(code)) return;
  throw new AppError(
    'forbidden',
    'This address lacks the code that the server printed when it started. Look at its output for a line that begins with the address of this page.',
  );
}

/** Whether `code` is the one that this process printed. */
export function isSetUpCode(code: string): boolean {
  const expected = shared.fieldboardSetUpCode;
  return expected !== undefined && timingSafeEqual(digest(code), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
