import 'server-only';
import type { Env } from './env';
import { AppError } from './errors';

/**
 * Data of a sandbox must never pass for real: a Jobber on this machine needs the demo flag. Throws `misconfigured`.
 * @public
 */
export function refuseSandboxAsJobber(
  environment: Pick<Env, 'JOBBER_API_URL' | 'FIELDBOARD_DEMO'>,
): void {
  const { hostname } = new URL(environment.JOBBER_API_URL);
  const isLoopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/.test(
    hostname,
  );
  if (!isLoopback || environment.FIELDBOARD_DEMO) return;
  throw new AppError(
    'misconfigured',
    'JOBBER_API_URL points to this machine, where only the sandbox can be. Remove it to talk to Jobber. To try Fieldboard without Jobber run `npm run demo`, or set FIELDBOARD_DEMO=on as well: every page then says SANDBOX.',
  );
}
