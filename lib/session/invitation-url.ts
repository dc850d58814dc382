import 'server-only';
import { publicUrl } from './same-origin';

/**
 * The address of a one-time link as people see it.
 * @public
 */
export function invitationUrl(token: string): string {
  return publicUrl(`/invite/${encodeURIComponent(token)}`).href;
}
