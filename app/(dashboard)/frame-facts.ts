import 'server-only';
import { findSession } from '@/lib/session';
import type { FrameFacts } from './frame-contract';

/** What the frame says about the person of this request. It never fails: the page inside says what is wrong. */
export async function frameFacts(): Promise<FrameFacts> {
  const session = await findSession().catch(() => null);
  if (!session) return { personName: null, accounts: [] };
  return {
    personName: session.personName || 'Signed in',
    accounts: session.memberOf.map(({ id, slug, name, connection = 'reconnect' }) => ({
      id,
      slug,
      name,
      connection,
    })),
  };
}
