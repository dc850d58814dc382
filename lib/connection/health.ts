import 'server-only';
import { vaultHealth } from '../vault/connection-state';

/**
 * The state of all connections of this server, without asking Jobber: why and since when renewals are stopped for
 * everybody (null: they run), for how many milliseconds the oldest has been suspect, how many are in each state.
 * @public
 */
export function connectionHealth(): ReturnType<typeof vaultHealth> {
  return vaultHealth();
}
