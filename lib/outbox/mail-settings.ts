import 'server-only';
import { env } from '@/lib/env';

/**
 * Whether this server can send mail: both SMTP_URL and MAIL_FROM are set.
 * @public
 */
export function canSendMail(): boolean {
  return Boolean(env().SMTP_URL && env().MAIL_FROM);
}
