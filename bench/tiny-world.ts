import { AccountStore } from '@/lib/sandbox/world/account-store';
import { companyStems, firstNames, lastNames, streets } from '@/lib/sandbox/world/names';
import { Prng } from '@/lib/sandbox/world/prng';
import { randomEdits } from '@/lib/sandbox/world/random-edits';
import type { World } from '@/lib/sandbox/world/world';

const dayMs = 86_400_000;

/**
 * One account with a dozen clients and two years of chance, built in milliseconds: what a test can afford per seed.
 * @public
 */
export function tinyWorld(seed: number, now: number): World {
  const rng = new Prng(`tiny ${seed}`);
  const begin = now - 720 * dayMs;
  const id = Buffer.from(`gid://Jobber/Account/${seed + 1}`).toString('base64');
  const account = {
    id,
    createdAt: begin,
    updatedAt: begin,
    name: `${rng.pick(companyStems)} ${seed}`,
    phone: '555-0100',
    industry: 'CLEANING',
    signupName: 'Tiny',
    countryCode: 'US',
    features: [],
    timezone: rng.pick(['America/New_York', 'America/Denver', 'Asia/Kolkata']),
    slug: `tiny-${seed}`,
  };
  const store = new AccountStore(account, begin, (seed + 1) * 100_000);
  const world: World = { seed, size: 'small', accounts: new Map([[id, store]]) };
  furnish(store, rng);
  for (let turn = 0; turn < 12; turn += 1) {
    store.advanceTo(begin + turn * 60 * dayMs);
    randomEdits(world, rng, 12);
  }
  store.advanceTo(now);
  randomEdits(world, rng, 20);
  return world;
}

function furnish(store: AccountStore, rng: Prng): void {
  const { timezone } = store.account;
  for (const [index, first] of firstNames.slice(0, 4).entries()) {
    const last = rng.pick(lastNames);
    store.create('User', {
      name: { first, last, full: `${first} ${last}` },
      email: { raw: `${first}@tiny.example`.toLowerCase(), isValid: true },
      timezone,
      isAccountOwner: index === 0,
      isAccountAdmin: index < 2,
    });
  }
  for (const name of ['Visit', 'Deep clean', 'Windows'])
    store.create('ProductOrService', { name, defaultUnitCost: rng.int(40, 400) * 100 });
  const users = store.all('User');
  for (let turn = 0; turn < 12; turn += 1) {
    const client = store.create('Client', {
      firstName: rng.pick(firstNames),
      lastName: rng.pick(lastNames),
    });
    const address = addressIn(store, `${rng.int(1, 99)} ${rng.pick(streets)}`);
    store.create('Property', { clientId: client.id, isBillingAddress: true, address });
    if (rng.chance(0.5))
      addLongJob(
        store,
        rng,
        client.id,
        users.map((user) => user.id),
      );
  }
}

/**
 * An address of the one town that made-up accounts of benches live in.
 * @public
 */
export function addressIn(store: AccountStore, street1: string) {
  return {
    id: store.newId('PropertyAddress'),
    street1,
    street2: '',
    city: 'Derry',
    province: null,
    postalCode: null,
    country: 'United States',
    coordinates: null,
    geoStatus: 'NOT_STARTED' as const,
  };
}

/** More lines and assignees than come with their record. */
function addLongJob(
  store: AccountStore,
  rng: Prng,
  clientId: string,
  userIds: readonly string[],
): void {
  const property = store.all('Property').find((one) => one.clientId === clientId);
  if (!property) return;
  const job = store.create('Job', { clientId, propertyId: property.id, title: 'Long' });
  const lines = rng.int(1, 14);
  for (let turn = 0; turn < lines; turn += 1)
    store.create('JobLineItem', { jobId: job.id, name: `Line ${turn}`, unitPrice: 1_000 });
  const startAt = store.now + rng.int(0, 700) * dayMs;
  const assignedUserIds = userIds.filter(() => rng.chance(0.6));
  store.create('Visit', {
    jobId: job.id,
    clientId,
    propertyId: property.id,
    title: 'Long',
    startAt,
    endAt: startAt + 3_600_000,
    assignedUserIds,
  });
  const quote = store.create('Quote', { clientId, propertyId: property.id, title: 'Long' });
  store.create('QuoteLineItem', { quoteId: quote.id, name: 'Line', unitPrice: 5_000 });
}
