import { audit } from '../access/audit';
import { jobberFor } from '../connection';
import { AppError } from '../errors';
import { liveClients } from '../live/clients';
import type { ClientRow } from '../live/contract';
import { createClient } from '../live/create-client';
import { newClientSchema } from '../live/input';
import { chosenAccount } from './account';
import { type InstallationOptions, inInstallation } from './installation';
import { printJson, printLines, printTable } from './print';

type Common = InstallationOptions & { account?: string; json?: boolean };
type ListOptions = Common & { search?: string; limit: number };

/** `clients list`: what Jobber holds now, by name. */
export async function listClients(options: ListOptions): Promise<void> {
  const rows = await inInstallation(options, async () => {
    const { id } = await chosenAccount(options.account);
    return firstClients(id, options);
  });
  if (options.json) return printJson(rows);
  printTable(
    ['NAME', 'E-MAIL', 'PHONE', 'CITY', 'BALANCE', 'IN JOBBER'],
    rows.map((row) => [
      row.name,
      row.email ?? '',
      row.phone ?? '',
      row.city ?? '',
      row.balanceCents === null ? '' : (row.balanceCents / 100).toFixed(2),
      row.jobberUrl ?? '',
    ]),
  );
}

async function firstClients(
  accountId: number,
  { search, limit }: ListOptions,
): Promise<ClientRow[]> {
  const client = jobberFor(accountId);
  const rows: ClientRow[] = [];
  let after: string | undefined;
  while (rows.length < limit) {
    const page = await liveClients(client, {
      search,
      after,
      first: Math.min(100, limit - rows.length),
    });
    rows.push(...page.rows);
    if (!page.hasNextPage || page.endCursor === null) break;
    after = page.endCursor;
  }
  return rows;
}

type CreateOptions = Common & {
  firstName?: string;
  lastName?: string;
  company?: string;
  email?: string;
  phone?: string;
  street?: string;
  city?: string;
  province?: string;
  postalCode?: string;
  country?: string;
};

/** `clients create`: one new client in Jobber, and the address where it can be seen. */
export async function createOneClient(options: CreateOptions): Promise<void> {
  const parsed = newClientSchema.safeParse(inputOf(options));
  if (!parsed.success) {
    throw new AppError(
      'bad_input',
      parsed.error.issues[0]?.message ?? 'The client is not complete.',
    );
  }
  const created = await inInstallation(options, async () => {
    const { id } = await chosenAccount(options.account);
    const answer = await createClient(jobberFor(id), parsed.data);
    if (answer.kind === 'refused') {
      const why = Object.entries(answer.fieldErrors).map(([field, text]) =>
        field ? `${field}: ${text}` : text,
      );
      throw new AppError('jobber_refused', `Jobber refuses this client. ${why.join(' ')}`);
    }
    await audit({ what: 'created_in_jobber', accountId: id, about: answer.client.id });
    return answer.client;
  });
  if (options.json) return printJson(created);
  printLines([created.jobberUrl ?? `Created ${created.name}; Jobber gave no address for it.`]);
}

function inputOf({ firstName, lastName, company, email, phone, ...rest }: CreateOptions) {
  const { street, city, province, postalCode, country } = rest;
  const address = { street, city, province, postalCode, country };
  const hasAddress = Object.values(address).some((line) => line !== undefined);
  return {
    firstName,
    lastName,
    companyName: company,
    isCompany: company !== undefined && firstName === undefined && lastName === undefined,
    ...(email ? { emails: [{ address: email, kind: 'MAIN' }] } : {}),
    ...(phone ? { phones: [{ number: phone, kind: 'MAIN' }] } : {}),
    ...(hasAddress ? { billingAddress: address, property: address } : {}),
  };
}
