import 'server-only';
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { env } from '@/lib/env';
import { peerHeader } from './peer-address';

/**
 * A name for who is knocking, for rate limits: the address that a trusted proxy passes on (its last entry, which the
 * proxy wrote itself), else the address that the connection came from. Hashed, so that no table keeps addresses.
 * @public
 */
export function visitorKey(headers: Headers): string {
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  const address = (env().TRUST_PROXY ? forwarded : undefined) ?? headers.get(peerHeader);
  if (!address) return 'everyone';
  return createHash('sha256')
    .update(`${env().NEXTAUTH_SECRET} ${networkOf(address)}`)
    .digest('hex')
    .slice(0, 20);
}

/** One home or office holds a whole /64 of IPv6 and may use each of its addresses once. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
