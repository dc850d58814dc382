import { AccountStore } from './world/account-store';
import type { Id } from './world/records';
import type { World } from './world/world';

/** A world of three tiny accounts with hand-made people: what tests of OAuth and errors need, ready in a millisecond. */
export function officeWorld(now: number): World {
  const accounts = new Map<Id, AccountStore>();
  for (const [index, [name, timezone]] of offices.entries()) {
    const slug = name.toLowerCase().split(' ')[0] ?? name;
    const id = Buffer.from(`gid://Jobber/Account/${index + 1}`).toString('base64');
    const account = {
      id,
      createdAt: now,
      updatedAt: now,
      name,
      phone: '555-0100',
      industry: 'CLEANING',
      signupName: name,
      countryCode: 'US',
      features: [],
      timezone,
      slug,
    };
    const store = new AccountStore(account, now, (index + 1) * 1_000_000);
    hire(store, 'Ada', 'Owner', { isAccountAdmin: true, isAccountOwner: true });
    hire(store, 'Ben', 'Admin', { isAccountAdmin: true });
    hire(store, 'Cleo', 'Worker', {});
    accounts.set(id, store);
  }
  return { seed: 0, size: 'small', accounts };
}

const offices = [
  ['Acorn Cleaning', 'America/New_York'],
  ['Birch Lawn Care', 'America/Denver'],
  ['Cedar Plumbing', 'America/Toronto'],
] as const;

function hire(
  store: AccountStore,
  first: string,
  last: string,
  rights: { isAccountAdmin?: boolean; isAccountOwner?: boolean },
): void {
  const raw = `${first}@${store.account.slug}.example`.toLowerCase();
  const { timezone } = store.account;
  const name = { first, last, full: `${first} ${last}` };
  store.create('User', { name, email: { raw, isValid: true }, timezone, ...rights });
}
