import 'server-only';
import { createHmac } from 'node:crypto';

/**
 * What the webhooks of one alert are signed with. Derived from the server's own secret instead of stored, so that a copy
 * of the database signs nothing.
 */
export function webhookSecret(serverSecret: string, alertId: string): string {
  const digest = createHmac('sha256', serverSecret).update(`alert webhook ${alertId}`).digest();
  return `whsec_${digest.toString('base64url')}`;
}
