import { z } from 'zod';
import { clientSortKeys, clientStatuses, emailKinds, phoneKinds } from './contract';

const page = {
  search: z.string().max(200).optional(),
  after: z.string().min(1).max(500).optional(),
  first: z.int().min(1).max(100).optional(),
};

const direction = z.enum(['ASCENDING', 'DESCENDING']);

/**
 * What a browser may ask of `liveClients`.
 * @public
 */
export const clientsQuerySchema = z.object({
  ...page,
  status: z.enum(clientStatuses).optional(),
  sort: z.object({ key: z.enum(clientSortKeys), direction }).optional(),
});

/**
 * An id as Jobber gives it: opaque, URL-safe or plain base64.
 * @public
 */
export const recordIdSchema = z
  .string()
  .max(200)
  .regex(/^[\w+/=:-]+$/);

const line = z.string().trim().max(255);

const addressSchema = z.object({
  street: line.optional(),
  street2: line.optional(),
  city: line.optional(),
  province: line.optional(),
  postalCode: line.optional(),
  country: line.optional(),
});

/**
 * The form that creates a client: a company needs its name, a person a first or a last name.
 * @public
 */
export const newClientSchema = z
  .object({
    firstName: line.optional(),
    lastName: line.optional(),
    companyName: line.optional(),
    isCompany: z.boolean().optional(),
    emails: z
      .array(
        z.object({ address: z.email('This is not an e-mail address.'), kind: z.enum(emailKinds) }),
      )
      .max(5)
      .optional(),
    phones: z
      .array(z.object({ number: line.min(3, 'This is too short.'), kind: z.enum(phoneKinds) }))
      .max(5)
      .optional(),
    billingAddress: addressSchema.optional(),
    property: addressSchema.optional(),
  })
  .superRefine((client, context) => {
    if (client.isCompany && !client.companyName) {
      context.addIssue({
        code: 'custom',
        path: ['companyName'],
        message: 'Give the company a name.',
      });
    }
    if (!client.isCompany && !client.firstName && !client.lastName && !client.companyName) {
      context.addIssue({ code: 'custom', path: ['firstName'], message: 'Give the client a name.' });
    }
  });
