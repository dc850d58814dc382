import type { NewAddress, NewClient } from '@/lib/live/contract';

const addressLines = ['street', 'street2', 'city', 'province', 'postalCode', 'country'] as const;

/** What the form says, in the shape that Jobber's rules are checked on. Empty fields are left out. */
export function newClientOf(form: HTMLFormElement, isCompany: boolean): NewClient {
  const data = new FormData(form);
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const address = text('emails.0.address');
  const number = text('phones.0.number');
  const kind = text('phones.0.kind') as NonNullable<NewClient['phones']>[number]['kind'];
  const property: NewAddress = {};
  for (const line of addressLines) property[line] = text(`property.${line}`);
  const hasPlace = Object.values(property).some(Boolean);
  return {
    isCompany,
    firstName: text('firstName'),
    lastName: text('lastName'),
    companyName: text('companyName'),
    emails: address ? [{ address, kind: 'MAIN' }] : undefined,
    phones: number ? [{ number, kind }] : undefined,
    ...(hasPlace ? { property, billingAddress: property } : {}),
  };
}
