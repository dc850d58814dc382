import type { Database } from '@/db/open';
import { accounts, memberships, people } from '@/db/schema/accounts';
import { type AccountScope, requireAccounts } from '@/lib/access/account-scope';
import type { AccountStore } from '@/lib/sandbox/world/account-store';
import { buildWorld } from '@/lib/sandbox/world/build-world';
import { startOfNextDay } from '@/lib/sandbox/world/local-time';
import { Prng } from '@/lib/sandbox/world/prng';
import type { RecordType } from '@/lib/sandbox/world/records';
import { advanceWorld, type World } from '@/lib/sandbox/world/world';
import type { Kind } from '@/lib/sync/entity';
import { bury } from '@/lib/sync/ingest';
import { loadRaw } from './load-world';
import { type Raw, rawAccount } from './raw';

const hourMs = 3_600_000;
const kinds: [RecordType, Kind][] = [
  ['Client', 'client'],
  ['Quote', 'quote'],
  ['Job', 'job'],
  ['Visit', 'visit'],
  ['Invoice', 'invoice'],
  ['PaymentRecord', 'payment'],
];

/** A business of the sandbox that is lived day by day, with its account here. */
export type PlayedOffice = {
  world: World;
  store: AccountStore;
  accountId: number;
  scope: AccountScope;
  now: () => Date;
  raw: () => Raw;
  /** Business at several hours, up to the last second of the day where the account is. */
  live: (edit: (rng: Prng) => void) => void;
  /** A quarter past midnight. */
  passMidnight: () => void;
  /** Brings everything that the sandbox holds into the read model, and takes out what it holds no longer. */
  read: () => Promise<void>;
};

/** Opens a small business. The `account`s 0, 1 and 2 lie in three time zones; `startAt` is milliseconds since 1970. */
export async function playedOffice(
  db: Database,
  { seed, account: at, startAt }: { seed: number; account: number; startAt: number },
): Promise<PlayedOffice> {
  const world = buildWorld({ seed, size: 'small', now: startAt });
  const store = [...world.accounts.values()][at];
  if (!store) throw new Error(`no account ${at}`);
  const rng = new Prng(`played:${seed}`);
  const [person] = await db.insert(people).values({ name: 'Ana' }).returning();
  const made = { jobberAccountId: `s${seed}`, slug: `s${seed}`, name: store.account.name };
  const [account] = await db.insert(accounts).values(made).returning();
  const accountId = account?.id ?? 0;
  const personId = person?.id ?? '';
  await db.insert(memberships).values({ accountId, personId, role: 'owner' });
  const raw = () =>
    rawAccount(world, store, accountId, { workingDays: [1, 2, 3, 4, 5], rates: [], goals: [] });
  const seen = new Map<RecordType, Set<string>>();
  return {
    world,
    store,
    accountId,
    scope: await requireAccounts({ personId }, made.slug, db),
    now: () => new Date(store.now),
    raw,
    live(edit) {
      const end = startOfNextDay(store.now, store.account.timezone) - 1_000;
      while (store.now + 3 * hourMs < end) {
        edit(rng);
        advanceWorld(world, store.now + rng.int(1, 3) * hourMs);
      }
      advanceWorld(world, end);
    },
    passMidnight: () => advanceWorld(world, store.now + hourMs / 4),
    async read() {
      const current = raw();
      await loadRaw(db, current);
      for (const [type, kind] of kinds) {
        const ids = new Set(current.all(type).map(({ id }) => id));
        const gone = [...(seen.get(type) ?? [])].filter((id) => !ids.has(id));
        await bury(db, accountId, kind, gone, { readAt: new Date(store.now), foundBy: 'sweep' });
        seen.set(type, ids);
      }
    },
  };
}
