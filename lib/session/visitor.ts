import 'server-only';
import { createHash } from 'node:crypto';
import { env } from '@/lib/env';

/**
 * A name for who is knocking, for rate limits: the address that a trusted proxy passes on (its last entry, which the
 * proxy wrote itself), else everybody together. Hashed, so that no table keeps addresses.
 */
export function visitorKey(headers: Headers): string {
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (!env().TRUST_PROXY || !forwarded) return 'everyone';
  return createHash('sha256')
    .update(`${env().NEXTAUTH_SECRET} ${forwarded}`)
    .digest('hex')
    .slice(0, 20);
}
