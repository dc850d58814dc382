import { AccountStore } from '@/lib/sandbox/world/account-store';
import type { World } from '@/lib/sandbox/world/world';
import { addressIn } from './tiny-world';

const dayMs = 86_400_000;

/**
 * One account with `count` clients over three years up to `now`, and one job, one visit and one invoice of each: the mix
 * on which plans of a first read are compared on paper.
 * @public
 */
export function evenWorld(count: number, now: number): World {
  const begin = now - 3 * 365 * dayMs;
  const id = Buffer.from('gid://Jobber/Account/77').toString('base64');
  const account = {
    id,
    createdAt: begin,
    updatedAt: begin,
    name: 'Even',
    phone: '555-0100',
    industry: 'CLEANING',
    signupName: 'Even',
    countryCode: 'US',
    features: [],
    timezone: 'America/New_York',
    slug: 'even',
  };
  const store = new AccountStore(account, begin, 1_000_000);
  store.bulk(() => {
    // Whoever authorises a connection is a person of the account.
    store.create('User', {
      name: { first: 'Ann', last: 'Even', full: 'Ann Even' },
      email: { raw: 'ann@even.example', isValid: true },
      timezone: account.timezone,
      isAccountOwner: true,
      isAccountAdmin: true,
    });
    for (let turn = 0; turn < count; turn += 1)
      addClient(store, turn, begin + Math.floor(((now - begin) * turn) / count));
  });
  store.advanceTo(now);
  return { seed: 0, size: 'small', accounts: new Map([[id, store]]) };
}

function addClient(store: AccountStore, turn: number, at: number): void {
  const times = { createdAt: at, updatedAt: at };
  const name = { firstName: `First ${turn}`, lastName: `Last ${turn}` };
  const { id: clientId } = store.create('Client', { ...name, ...times });
  const address = addressIn(store, `${turn} Main Street`);
  const { id: propertyId } = store.create('Property', { clientId, address, ...times });
  const whose = { clientId, propertyId, title: 'Clean', ...times };
  const { id: jobId } = store.create('Job', whose);
  const visited = { startAt: at, endAt: at + 3_600_000, completedAt: at + 3_600_000 };
  store.create('Visit', { ...whose, ...visited, jobId });
  store.create('Invoice', { clientId, jobIds: [jobId], issuedDate: at, dueDate: at, ...times });
}
