import { requestedCost } from '@/lib/jobber/cost';
import { AccountStore } from '@/lib/sandbox/world/account-store';
import { Prng } from '@/lib/sandbox/world/prng';
import type { World } from '@/lib/sandbox/world/world';
import { findDrift } from '@/lib/sync/count-check';
import { listDocument } from '@/lib/sync/documents';
import { entities } from '@/lib/sync/entities';
import { runRefetches } from '@/lib/sync/refetch';
import { sandboxAccount } from '../sandbox-account';
import { type OnClock, onClock } from './on-clock';

/**
 * Points that finding what drifted took, beside those of reading every id, and what still differs after the repair.
 * @public
 */
export type Drift = {
  rows: number;
  drifted: number;
  found: number;
  requests: number;
  points: number;
  sweepPoints: number;
  /** Points of a comparison when nothing has drifted. */
  calmPoints: number;
  left: number;
};

const yearsMs = 3 * 365 * 86_400_000;

/**
 * An account of `rows` clients, all of them read; then most of `drifted` vanish at Jobber and the others here,
 * anywhere and without a word, and the counts are compared.
 * @public
 */
export async function drift(rows: number, drifted: number): Promise<Drift> {
  const rng = new Prng(`drift ${rows}`);
  return onClock(
    (now) => crowdedOffice(rows, now, rng),
    async (parts) => {
      const { database, sandbox, time } = parts;
      const account = await sandboxAccount(database, sandbox, 0, time);
      const { accountId, client, now } = account;
      const store = sandbox.control.world.accounts.get(account.jobberAccountId);
      if (!store) throw new Error('no such account');
      const ids = store.all('Client').map(({ id, createdAt }) => ({ id, createdAt }));
      await keepAll(parts, accountId, ids);
      const run = {
        db: database.db,
        accountId,
        now,
        asker: { client, timeoutMs: 60_000 },
        isWatched: false,
      };
      const calm = await findDrift(run, 'client');
      const chosen = new Set<string>();
      while (chosen.size < drifted) chosen.add(rng.pick(ids).id);
      const [gone, lost] = [
        [...chosen].slice(0, Math.round(drifted * 0.7)),
        [...chosen].slice(Math.round(drifted * 0.7)),
      ];
      for (const id of gone) store.destroy('Client', id);
      await database.pool.query('delete from clients where id = any($1)', [lost]);
      const { requests, points, drifted: found } = await findDrift(run, 'client');
      while ((await runRefetches(run)).requests > 0);
      const left = await differing(parts, store);
      const page = listDocument(entities.client, 'ids', false);
      const sweepPoints = Math.ceil(rows / 100) * requestedCost(page, { first: 100 });
      const calmPoints = calm.points;
      return { rows, drifted, found, requests, points, sweepPoints, calmPoints, left };
    },
  );
}

/** One account of many clients, more of them lately, as businesses grow. */
function crowdedOffice(rows: number, now: number, rng: Prng): World {
  const begin = now - yearsMs;
  const id = Buffer.from('gid://Jobber/Account/77').toString('base64');
  const store = new AccountStore(
    {
      id,
      createdAt: begin,
      updatedAt: begin,
      name: 'Crowded',
      phone: '555-0100',
      industry: 'CLEANING',
      signupName: 'Crowded',
      countryCode: 'US',
      features: [],
      timezone: 'America/Denver',
      slug: 'crowded',
    },
    now,
    1_000_000,
  );
  store.create('User', {
    name: { first: 'Ada', last: 'Owner', full: 'Ada Owner' },
    email: { raw: 'ada@crowded.example', isValid: true },
    isAccountOwner: true,
    isAccountAdmin: true,
  });
  store.bulk(() => {
    for (let turn = 0; turn < rows; turn += 1) {
      const createdAt = Math.floor(begin + Math.sqrt(rng.float()) * (yearsMs - 1_000));
      store.create('Client', { firstName: 'Client', lastName: String(turn), createdAt });
    }
  });
  return { seed: 0, size: 'large', accounts: new Map([[id, store]]) };
}

/** Writes the clients as if they had been read: of their fields only those that counting looks at matter here. */
async function keepAll(
  { database }: OnClock,
  accountId: number,
  rows: readonly { id: string; createdAt: number }[],
): Promise<void> {
  await database.pool.query(
    `insert into clients (account_id, id, name, sort_name, is_lead, is_archived, balance_cents, created_at, updated_at, read_at, hash)
     select $1, id, 'Client', 'client', false, false, 0, to_timestamp(at / 1000.0), to_timestamp(at / 1000.0), app_now() - interval '1 hour', ''
     from unnest($2::text[], $3::bigint[]) as r(id, at)`,
    [accountId, rows.map(({ id }) => id), rows.map(({ createdAt }) => createdAt)],
  );
}

async function differing({ database }: OnClock, store: AccountStore): Promise<number> {
  const { rows } = await database.pool.query<{ id: string }>('select id from clients');
  const here = new Set(rows.map(({ id }) => id));
  const there = store.all('Client').map(({ id }) => id);
  return there.filter((id) => !here.delete(id)).length + here.size;
}
