/**
 * Whether Postgres ended a statement with this SQLSTATE, such as `57014` (query_canceled). Drizzle wraps the driver's
 * error, so causes are looked through.
 * @public
 */
export function hasSqlState(error: unknown, sqlState: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && at.code === sqlState) return true;
  }
  return false;
}
