import {
  companyKinds,
  companyStems,
  firstNames,
  lastNames,
  leadSources,
  streets,
  unusualPeople,
} from './names';
import { friendlyPhone } from './office';
import type { Client, ClientPhoneNumber, Email, Millis, Property } from './records';
import type { Setting } from './setting';

/** A client with contact details as untidy as real ones: no e-mail, odd phone notations, missing names. */
export function addClient(
  setting: Setting,
  createdAt: Millis,
  given: Partial<Client> = {},
): Client {
  const { store, rng, trade, tags, customFields } = setting;
  const isCompany = given.isCompany ?? rng.chance(0.13);
  const [firstName, lastName] = rng.chance(0.03)
    ? rng.pick(unusualPeople)
    : [rng.pick(firstNames), rng.pick(lastNames)];
  const companyName = isCompany ? `${rng.pick(companyStems)} ${rng.pick(companyKinds)}` : null;
  const hasPerson = !isCompany || rng.chance(0.7);
  const person = hasPerson ? { firstName, lastName } : { firstName: '', lastName: '' };
  const source = rng.pick(leadSources);
  const gateCode = customFields.get('Gate code');
  const preferredDay = customFields.get('Preferred day');
  return store.create('Client', {
    ...person,
    companyName: companyName ?? (rng.chance(0.02) ? `${lastName || firstName} Rentals LLC` : null),
    isCompany,
    title: hasPerson && rng.chance(0.08) ? rng.pick(['MR', 'MS', 'MRS', 'DR'] as const) : null,
    emails: emailsOf(setting, person.firstName, person.lastName, companyName),
    phones: phonesOf(setting),
    tagIds: rng.chance(0.3) ? [...new Set([rng.pick(tags).id, rng.pick(tags).id])] : [],
    contacts:
      isCompany && rng.chance(0.4)
        ? [
            {
              id: store.newId('ContactModel'),
              firstName: rng.pick(firstNames),
              lastName: rng.pick(lastNames),
              role: rng.pick(['Accounts payable', 'Site manager', 'Office manager']),
              isBillingContact: rng.chance(0.5),
              emails: [],
              phones: [phone(setting, 'Work', true)],
            },
          ]
        : [],
    sourceAttribution: rng.chance(0.72) ? { sourceText: source, displayLeadSource: source } : null,
    receivesReviewRequests: rng.chance(0.9),
    customFields: [
      ...(gateCode && rng.chance(0.12)
        ? [
            {
              id: store.newId('CustomFieldText'),
              configurationId: gateCode.id,
              value: { type: 'TEXT' as const, valueText: String(rng.int(1000, 9999)) },
            },
          ]
        : []),
      ...(preferredDay && rng.chance(0.2)
        ? [
            {
              id: store.newId('CustomFieldDropdown'),
              configurationId: preferredDay.id,
              value: {
                type: 'DROPDOWN' as const,
                valueDropdown: rng.pick(preferredDay.dropdownOptions),
              },
            },
          ]
        : []),
    ],
    ...given,
    createdAt,
  });

  function emailsOf(from: Setting, first: string, last: string, company: string | null): Email[] {
    if (from.rng.chance(0.12)) return [];
    const base = (first || last ? `${first}.${last}` : (company ?? 'office'))
      .normalize('NFD')
      .replace(/[^A-Za-z.]/g, '')
      .replace(/^\.|\.$/g, '')
      .toLowerCase();
    const address = `${base || 'client'}${from.rng.int(1, 989)}@example.com`;
    const main: Email = { id: store.newId('Email'), address, description: 'MAIN', primary: true };
    if (!from.rng.chance(0.08)) return [main];
    const second: Email = {
      ...main,
      id: store.newId('Email'),
      address: `billing.${address}`,
      description: 'WORK',
      primary: false,
    };
    return [main, second];
  }

  function phonesOf(from: Setting): ClientPhoneNumber[] {
    if (from.rng.chance(0.06)) return [];
    const main = phone(from, from.rng.pick(['Main', 'Mobile', 'Home']), true);
    return from.rng.chance(0.25) ? [main, phone(from, 'Work', false)] : [main];
  }

  function phone(from: Setting, description: string, primary: boolean): ClientPhoneNumber {
    const digits = `${from.rng.pick(trade.areaCodes)}555${String(from.rng.int(100, 9999)).padStart(4, '0')}`;
    const [area, head, tail] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
    const number = from.rng.pick([
      digits,
      `${area}-${head}-${tail}`,
      `(${area}) ${head}-${tail}`,
      `${area}.${head}.${tail}`,
      `+1 ${area} ${head} ${tail}`,
      `1${digits}`,
      `${area} ${head} ${tail} ext. 4`,
    ]);
    return {
      id: store.newId('ClientPhoneNumber'),
      number,
      friendly: friendlyPhone(digits),
      normalizedPhoneNumber: `+1${digits}`,
      description,
      primary,
      smsAllowed: from.rng.chance(0.8),
    };
  }
}

/** A property; the first one is usually where the bills go. */
export function addProperty(setting: Setting, client: Client, isFirst: boolean): Property {
  const { store, rng, trade, customFields } = setting;
  const town = rng.pick(trade.towns);
  const isFound = rng.chance(0.95);
  const street1 = `${rng.int(11, 9890)} ${rng.pick(streets)}`;
  const latitude = round5(town.latitude + (rng.float() - 0.5) * 0.08);
  const longitude = round5(town.longitude + (rng.float() - 0.5) * 0.1);
  const address = {
    street1,
    street2: rng.chance(0.07) ? `Unit ${rng.int(1, 48)}` : '',
    city: town.city,
    province: trade.province,
    postalCode: town.postalCode,
    country: 'United States',
  };
  const lotSize = customFields.get('Lot size');
  if (isFirst && client.billingAddress === null && rng.chance(0.92)) {
    const billingAddress = isFound
      ? { ...address, latitude: String(latitude), longitude: String(longitude) }
      : { ...address, latitude: '', longitude: '' };
    store.update('Client', client.id, { billingAddress });
  }
  return store.create('Property', {
    clientId: client.id,
    name: isFirst ? null : rng.pick(['Rental', 'Lake house', "Mom's house", 'Office', null]),
    address: {
      id: store.newId('PropertyAddress'),
      ...address,
      coordinates: isFound ? { latitude, longitude } : null,
      geoStatus: isFound ? 'FOUND' : 'NOT_FOUND',
    },
    isBillingAddress: isFirst,
    taxRateId: setting.taxRate.id,
    customFields:
      lotSize && rng.chance(0.15)
        ? [
            {
              id: store.newId('CustomFieldArea'),
              configurationId: lotSize.id,
              value: {
                type: 'AREA',
                valueArea: { length: rng.int(60, 240), width: rng.int(40, 160) },
              },
            },
          ]
        : [],
    createdAt: client.createdAt,
  });
}

function round5(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
