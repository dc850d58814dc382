import { z } from 'zod';
import {
  clientEmails,
  clientPhones,
  clients,
  clientTags,
  properties,
} from '@/db/schema/read-model-clients';
import {
  clientDetail,
  clientLean,
  propertyDetail,
  propertyLean,
} from '@/lib/jobber/documents/sync-clients';
import { customFieldChildren, customFields } from './custom-fields';
import {
  type Children,
  type Entity,
  moment,
  money,
  nodes,
  optionalBoolean,
  optionalNumber,
  optionalText,
  reference,
  sortKey,
  text,
} from './entity';

const leanClient = z.object({
  id: z.string(),
  name: text,
  isLead: z.boolean(),
  isArchived: z.boolean(),
  balance: money,
  email: optionalText,
  phone: optionalText,
  createdAt: moment,
  updatedAt: moment,
});

const detailClient = z.object({
  id: z.string(),
  updatedAt: moment,
  firstName: optionalText,
  lastName: optionalText,
  companyName: optionalText,
  secondaryName: optionalText,
  title: optionalText,
  isCompany: z.boolean(),
  jobberWebUri: optionalText,
  billingAddress: z
    .object({
      street: optionalText,
      city: optionalText,
      province: optionalText,
      postalCode: optionalText,
      country: optionalText,
    })
    .nullish(),
  sourceAttribution: z.object({ sourceText: optionalText }).nullish(),
  emails: z
    .array(
      z.object({
        id: z.string(),
        address: text,
        description: optionalText,
        primary: z.boolean(),
      }),
    )
    .nullish(),
  phones: z
    .array(
      z.object({
        id: z.string(),
        number: text,
        friendly: optionalText,
        description: optionalText,
        primary: z.boolean(),
        smsAllowed: optionalBoolean,
      }),
    )
    .nullish(),
  tags: nodes(z.object({ id: z.string(), label: text })),
  customFields,
});

export const clientEntity: Entity = {
  kind: 'client',
  table: clients,
  many: 'clients',
  one: 'client',
  filterType: 'ClientFilterAttributes',
  sortType: 'ClientsSortInput',
  lean: clientLean,
  detail: clientDetail,
  nested: [{ field: 'tags', selection: 'detail' }],
  sortedByClient: false,
  isDated: true,
  mapLean: (node) => {
    const client = leanClient.parse(node);
    return {
      id: client.id,
      updatedAt: client.updatedAt,
      values: {
        name: client.name,
        sortName: sortKey(client.name),
        isLead: client.isLead,
        isArchived: client.isArchived,
        balanceCents: client.balance,
        email: client.email,
        phone: client.phone,
        phoneDigits: digits(client.phone),
        createdAt: client.createdAt,
      },
      children: [],
    };
  },
  mapDetail: (node) => {
    const client = detailClient.parse(node);
    const { billingAddress: address, id } = client;
    return {
      id,
      updatedAt: client.updatedAt,
      values: {
        firstName: client.firstName,
        lastName: client.lastName,
        companyName: client.companyName,
        secondaryName: client.secondaryName,
        title: client.title,
        isCompany: client.isCompany,
        jobberUri: client.jobberWebUri,
        billingStreet: address?.street ?? null,
        billingCity: address?.city ?? null,
        billingProvince: address?.province ?? null,
        billingPostalCode: address?.postalCode ?? null,
        billingCountry: address?.country ?? null,
        leadSource: client.sourceAttribution?.sourceText ?? null,
      },
      children: [
        ...contactChildren(client),
        customFieldChildren('client', id, client.customFields),
      ],
    };
  },
};

function contactChildren({ id, emails, phones, tags }: z.output<typeof detailClient>): Children[] {
  const owner = (clientId: string) => ({ clientId });
  return [
    {
      table: clientEmails,
      owner,
      rows: (emails ?? []).map((email) => ({
        clientId: id,
        id: email.id,
        address: email.address,
        search: email.address.toLowerCase(),
        description: email.description,
        isPrimary: email.primary,
      })),
    },
    {
      table: clientPhones,
      owner,
      rows: (phones ?? []).map((phone) => ({
        clientId: id,
        id: phone.id,
        number: phone.number,
        digits: digits(phone.number) ?? '',
        friendly: phone.friendly,
        description: phone.description,
        isPrimary: phone.primary,
        smsAllowed: phone.smsAllowed,
      })),
    },
    {
      table: clientTags,
      owner,
      rows: tags.map((tag) => ({ clientId: id, id: tag.id, label: tag.label })),
    },
  ];
}

function digits(phone: string | null): string | null {
  return phone === null ? null : phone.replace(/\D/g, '');
}

const leanProperty = z.object({
  id: z.string(),
  client: reference,
  address: z.object({
    street: optionalText,
    city: optionalText,
    province: optionalText,
    postalCode: optionalText,
    country: optionalText,
    coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullish(),
  }),
});

const detailProperty = z.object({
  id: z.string(),
  name: optionalText,
  isBillingAddress: optionalBoolean,
  routingOrder: optionalNumber,
  jobberWebUri: optionalText,
  address: z.object({ street1: optionalText, street2: optionalText }),
  customFields,
});

export const propertyEntity: Entity = {
  kind: 'property',
  table: properties,
  many: 'properties',
  one: 'property',
  filterType: 'PropertiesFilterAttributes',
  sortType: null,
  lean: propertyLean,
  detail: propertyDetail,
  nested: [],
  sortedByClient: false,
  isDated: false,
  mapLean: (node) => {
    const { id, client, address } = leanProperty.parse(node);
    return {
      id,
      updatedAt: null,
      values: {
        clientId: client,
        street: address.street,
        city: address.city,
        province: address.province,
        postalCode: address.postalCode,
        country: address.country,
        latitude: address.coordinates?.latitude ?? null,
        longitude: address.coordinates?.longitude ?? null,
      },
      children: [],
    };
  },
  mapDetail: (node) => {
    const property = detailProperty.parse(node);
    return {
      id: property.id,
      updatedAt: null,
      values: {
        name: property.name,
        isBillingAddress: property.isBillingAddress,
        routingOrder: property.routingOrder,
        jobberUri: property.jobberWebUri,
        street1: property.address.street1,
        street2: property.address.street2,
      },
      children: [customFieldChildren('property', property.id, property.customFields)],
    };
  },
};
