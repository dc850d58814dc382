import 'server-only';
import { sql } from 'drizzle-orm';

/**
 * Is Jobber there for an account, is it being tried again, has its authorization ended.
 * @public
 */
export type ConnectionState = 'connected' | 'checking' | 'reconnect';

/**
 * The `ConnectionState` of an account in SQL, over the rows of its `jobber_connections c`.
 * @public
 */
export const connectionState = sql.raw(`
  case when bool_or(c.status = 'active' and c.quarantined_at is null) then 'connected'
    when bool_or(c.status = 'suspect' and c.quarantined_at is null)
      then case when bool_or(c.access_expires_at > app_now()) then 'connected' else 'checking' end
    else 'reconnect' end`);
