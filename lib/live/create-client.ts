import { z } from 'zod';
import { AppError, isAppError } from '@/lib/errors';
import type { JobberClient } from '@/lib/jobber/client';
import { clientCreateDocument, similarClientsDocument } from '@/lib/jobber/documents/client-create';
import type { CreateClientAnswer, NewAddress, NewClient, SimilarClient } from './contract';
import { webAddress } from './parts';
import { flag, read, text } from './values';

/**
 * Creates a client in Jobber, once. What Jobber objects to comes back on the form's fields. When Jobber does not confirm
 * (jobber_unreachable) the client may exist: the message says to look first.
 * @public
 */
export async function createClient(
  client: JobberClient,
  input: NewClient,
): Promise<CreateClientAnswer> {
  const { data } = await client
    .query(clientCreateDocument, { input: toJobber(input) })
    .catch((cause: unknown) => {
      if (!isAppError(cause) || cause.code !== 'jobber_unreachable') throw cause;
      throw new AppError(
        'jobber_unreachable',
        'Jobber did not confirm the new client. Look for it in the client list before you try again.',
        { cause },
      );
    });
  const { client: created, userErrors } = read(payload, data.clientCreate);
  if (userErrors.length > 0) return { kind: 'refused', fieldErrors: onFields(userErrors) };
  if (!created) {
    throw new AppError('jobber_refused', 'Jobber did not say that the client was created.');
  }
  const { id, name, jobberWebUri } = created;
  return {
    kind: 'created',
    client: { id, name: name ?? '', jobberUrl: webAddress(jobberWebUri) },
  };
}

/**
 * Clients that look like the one about to be created; Jobber gives at most ten.
 * @public
 */
export async function similarClients(
  client: JobberClient,
  input: Pick<NewClient, 'firstName' | 'lastName' | 'companyName' | 'emails'>,
): Promise<SimilarClient[]> {
  const name = [input.firstName, input.lastName].filter(Boolean).join(' ') || null;
  const emails = input.emails?.map((email) => email.address) ?? null;
  const companyName = input.companyName || null;
  if (!name && !companyName && !emails?.length) return [];
  const { data } = await client.query(similarClientsDocument, { name, companyName, emails });
  return read(z.array(similarClient), data.similarClients.nodes);
}

const similarClient = z
  .object({ id: z.string(), name: text, email: text, phone: text, isArchived: flag })
  .transform((row): SimilarClient => ({ ...row, name: row.name ?? '' }));

const payload = z.object({
  client: z.object({ id: z.string(), name: text, jobberWebUri: text }).nullish(),
  userErrors: z.array(
    z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])) }),
  ),
});

function toJobber({ emails, phones, billingAddress, property, ...names }: NewClient) {
  return {
    firstName: names.firstName ?? null,
    lastName: names.lastName ?? null,
    companyName: names.companyName ?? null,
    isCompany: names.isCompany ?? false,
    emails: (emails ?? []).map(({ address, kind }, index) => ({
      address,
      description: kind,
      primary: index === 0,
    })),
    phones: (phones ?? []).map(({ number, kind }, index) => ({
      number,
      description: kind,
      primary: index === 0,
    })),
    billingAddress: billingAddress ? addressToJobber(billingAddress) : null,
    properties: property ? [{ address: addressToJobber(property) }] : [],
  };
}

function addressToJobber(address: NewAddress) {
  return {
    street1: address.street ?? null,
    street2: address.street2 ?? null,
    city: address.city ?? null,
    province: address.province ?? null,
    postalCode: address.postalCode ?? null,
    country: address.country ?? null,
  };
}

/** `["input","properties","0","address","street1"]` → `property.street`; what the form has not goes to the whole form. */
function onFields(errors: z.output<typeof payload>['userErrors']): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { message, path } of errors) {
    const name = path
      .map(String)
      .filter((step) => step !== 'input' && step !== 'attributes')
      .join('.')
      .replace(/^properties\.0\.(address\.)?/, 'property.')
      .replace(/^properties$/, 'property.street')
      .replace(/\.street1$/, '.street')
      .replace(/^((?:emails|phones)\.\d+)\.description$/, '$1.kind');
    const field = formField.test(name) ? name : '';
    fields[field] = fields[field] ? `${fields[field]} ${message}` : message;
  }
  return fields;
}

const formField =
  /^(firstName|lastName|companyName|isCompany|(emails(\.\d+\.(address|kind))?)|(phones(\.\d+\.(number|kind))?)|(billingAddress|property)\.(street2?|city|province|postalCode|country))$/;
