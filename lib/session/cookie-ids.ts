import 'server-only';
import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import { getServerSession, type Session } from 'next-auth';
import { refreshAhead } from '@/lib/connection';
import { KeptValues } from '@/lib/kept-values';
import { authOptions } from './auth-options';
import { cookieName } from './cookies';

type Ids = NonNullable<Session['ids']>;

const keptMs = 5 * 60_000;
const kept = new KeptValues<string, { ids: Ids; until: number }>(1_000);

/**
 * The ids that the sign-in cookie of this request names, or null. They never change for one cookie, so opening it, which
 * derives two keys and encrypts it anew, is done once in five minutes; whether the sign-in still counts is not asked here.
 * @public
 */
export async function cookieIds(): Promise<Ids | null> {
  const cookie = (await cookies()).get(cookieName('session'))?.value ?? '';
  const key = createHash('sha256').update(cookie).digest('base64');
  const known = kept.get(key);
  if (known && known.until > Date.now()) {
    refreshAhead(known.ids.personId);
    return known.ids;
  }
  const ids = (await getServerSession(authOptions()))?.ids;
  if (!ids) return null;
  return kept.keep(key, { ids, until: Date.now() + keptMs }).ids;
}
