import type { AccountStore } from './account-store';
import { dayMs } from './local-time';
import type { Prng } from './prng';
import type { CustomFieldConfiguration, ProductOrService, User } from './records';
import type { Trade } from './trade';

const colors = [
  '#4a7c59',
  '#b5651d',
  '#2f6690',
  '#8e4585',
  '#c0392b',
  '#557a95',
  '#7d8b2e',
  '#6b4c9a',
];

/** The people of the account: owner and admin in the office, a crew, and one who left. */
export function hireStaff(store: AccountStore, rng: Prng, trade: Trade, opensAt: number): User[] {
  return trade.staff.map(({ first, last, role }, at) => {
    const isAdmin = role === 'owner' || role === 'admin';
    const ascii = `${first}.${last}`
      .normalize('NFD')
      .replace(/[^A-Za-z.]/g, '')
      .toLowerCase();
    const number = `${trade.areaCodes[0]}555${String(120 + at).padStart(4, '0')}`;
    return store.create('User', {
      name: { first, last, full: `${first} ${last}` },
      email: { raw: `${ascii}@${trade.slug}.example.com`, isValid: true },
      phone: { raw: number, friendly: friendlyPhone(number), isValid: true },
      uuid: uuid(rng),
      status: role === 'former' ? 'DEACTIVATED' : 'ACTIVATED',
      isAccountAdmin: isAdmin,
      isAccountOwner: role === 'owner',
      availableForScheduling: role === 'worker' || role === 'owner',
      assignedColor: rng.pick(colors),
      timezone: trade.timezone,
      lastLoginAt:
        role === 'former' ? opensAt + 400 * dayMs : store.now - rng.int(1, 3000) * 60_000,
      labourRate: trade.hourlyRates[at] ?? 2000,
      createdAt: opensAt - (20 - at) * dayMs,
    });
  });
}

/** Products and services that lines are linked to. */
export function stockCatalogue(
  store: AccountStore,
  trade: Trade,
  opensAt: number,
): Map<string, ProductOrService> {
  const catalogue = new Map<string, ProductOrService>();
  for (const service of [...trade.services, ...trade.recurring]) {
    const selling = Math.round((service.low + service.high) / 1000) * 500;
    const item = store.create('ProductOrService', {
      name: service.name,
      description: service.description,
      defaultUnitCost: selling,
      internalUnitCost: Math.round(selling * service.material),
      durationMinutes: service.minutes,
      createdAt: opensAt,
    });
    catalogue.set(service.name, item);
  }
  for (const product of trade.addOns) {
    const item = store.create('ProductOrService', {
      name: product.name,
      description: product.description,
      category: 'PRODUCT',
      defaultUnitCost: product.price,
      internalUnitCost: product.cost,
      createdAt: opensAt,
    });
    catalogue.set(product.name, item);
  }
  return catalogue;
}

/** Custom fields on clients, properties and jobs, of every value type. */
export function configureCustomFields(
  store: AccountStore,
  opensAt: number,
): Map<string, CustomFieldConfiguration> {
  const field = (
    name: string,
    appliesTo: CustomFieldConfiguration['appliesTo'],
    valueType: CustomFieldConfiguration['valueType'],
    more: { unit?: string; dropdownOptions?: string[]; archived?: boolean } = {},
  ) =>
    store.create('CustomFieldConfiguration', {
      name,
      appliesTo,
      valueType,
      ...more,
      createdAt: opensAt,
    });
  const fields = [
    field('Gate code', 'ALL_CLIENTS', 'TEXT'),
    field('Preferred day', 'ALL_CLIENTS', 'DROPDOWN', {
      dropdownOptions: ['Any', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    }),
    field('Lot size', 'ALL_PROPERTIES', 'AREA', { unit: 'ft²' }),
    field('Crew size', 'ALL_JOBS', 'NUMERIC', { unit: 'people' }),
    field('Permit needed', 'ALL_JOBS', 'TRUE_FALSE'),
    field('Site photos', 'ALL_JOBS', 'LINK'),
    field('PO number', 'ALL_INVOICES', 'TEXT'),
    field('Old route', 'ALL_CLIENTS', 'TEXT', { archived: true }),
  ];
  return new Map(fields.map((configuration) => [configuration.name, configuration]));
}

/** `6145550123` → `(614) 555-0123`. */
export function friendlyPhone(digits: string): string {
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}

function uuid(rng: Prng): string {
  const hex = (length: number) =>
    Array.from({ length }, () => rng.int(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
