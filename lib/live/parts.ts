import type { TadaDocumentNode } from 'gql.tada';
import { z } from 'zod';
import { isAppError } from '@/lib/errors';
import type { JobberClient } from '@/lib/jobber/client';
import type {
  Address,
  CustomField,
  DocumentRow,
  LineItemRow,
  NoteRow,
  PropertyRow,
  SubList,
} from './contract';
import { cents, connection, count, flag, hiddenNames, read, text } from './values';

/** One part of a record page and the names of what Jobber withheld of it. */
export type Part<Row> = { list: SubList<Row>; hidden: string[] };

/**
 * Asks one part of a record by a query of its own, so that a part that Jobber withholds leaves the others whole. `name` is
 * what the DTO calls it. Only a refusal of this part is swallowed; a lost connection fails the whole record.
 */
export async function part<Data, Row>(
  client: JobberClient,
  document: TadaDocumentNode<Data, { id: string }>,
  id: string,
  name: string,
  pick: (data: Data) => unknown,
  row: z.ZodType<Row>,
): Promise<Part<Row>> {
  try {
    const { data, hidden } = await client.query(document, { id });
    const list = read(connection(row), pick(data));
    return { list, hidden: list ? hiddenNames(hidden) : [name] };
  } catch (error) {
    if (isAppError(error) && ['jobber_hidden', 'jobber_refused'].includes(error.code)) {
      return { list: null, hidden: [name] };
    }
    throw error;
  }
}

const addressFields = z.object({
  street1: text,
  street2: text,
  city: text,
  province: text,
  postalCode: text,
  country: text,
});

/** Null when there is no address or nothing in it. */
export const address = addressFields.nullish().transform((value): Address | null => {
  if (!value || Object.values(value).every((line) => line === null)) return null;
  const { street1, ...rest } = value;
  return { street: street1, ...rest };
});

const noAddress: Address = {
  street: null,
  street2: null,
  city: null,
  province: null,
  postalCode: null,
  country: null,
};

export const propertyRow = z
  .object({ id: z.string(), name: text, address })
  .transform((value): PropertyRow => ({ ...value, address: value.address ?? noAddress }));

export const tagLabels = connection(z.object({ label: z.string() })).transform((list) => ({
  tags: list?.rows.map((tag) => tag.label) ?? [],
  hasMoreTags: list?.hasMore ?? false,
}));

export const jobDocumentRow = z
  .object({
    id: z.string(),
    jobNumber: count,
    title: text,
    jobStatus: text,
    total: cents,
    startAt: text,
  })
  .transform(
    (job): DocumentRow => ({
      id: job.id,
      number: job.jobNumber === null ? null : String(job.jobNumber),
      title: job.title,
      status: job.jobStatus,
      totalCents: job.total,
      date: job.startAt,
    }),
  );

const amounts = z.object({ total: cents }).nullish();

export const quoteDocumentRow = z
  .object({
    id: z.string(),
    quoteNumber: text,
    title: text,
    quoteStatus: text,
    createdAt: text,
    amounts,
  })
  .transform(
    (quote): DocumentRow => ({
      id: quote.id,
      number: quote.quoteNumber,
      title: quote.title,
      status: quote.quoteStatus,
      totalCents: quote.amounts?.total ?? null,
      date: quote.createdAt,
    }),
  );

export const invoiceDocumentRow = z
  .object({
    id: z.string(),
    invoiceNumber: text,
    subject: text,
    invoiceStatus: text,
    issuedDate: text,
    amounts,
  })
  .transform(
    (invoice): DocumentRow => ({
      id: invoice.id,
      number: invoice.invoiceNumber,
      title: invoice.subject,
      status: invoice.invoiceStatus,
      totalCents: invoice.amounts?.total ?? null,
      date: invoice.issuedDate,
    }),
  );

export const requestDocumentRow = z
  .object({ id: z.string(), title: text, requestStatus: text, createdAt: text })
  .transform(
    (request): DocumentRow => ({
      id: request.id,
      number: null,
      title: request.title,
      status: request.requestStatus,
      totalCents: null,
      date: request.createdAt,
    }),
  );

const lineItemFields = z.object({
  id: z.string(),
  name: text,
  description: text,
  quantity: count,
  unitPrice: cents,
  totalPrice: cents,
});

export const lineItemRow = lineItemFields.transform(toLineItem);

export const quoteLineItemRow = lineItemFields
  .extend({ optional: flag, textOnly: flag })
  .transform(({ optional, textOnly, ...line }) => ({
    ...toLineItem(line),
    isOptional: optional,
    isTextOnly: textOnly,
  }));

function toLineItem(line: z.output<typeof lineItemFields>): LineItemRow {
  const { name, unitPrice, totalPrice, ...rest } = line;
  return { ...rest, name: name ?? '', unitPriceCents: unitPrice, totalCents: totalPrice };
}

export const noteRow = z
  .object({
    id: z.string(),
    message: text,
    pinned: flag,
    createdAt: text,
    createdBy: z
      .object({
        name: z.object({ full: text }).nullish(),
        clientName: text,
        appName: text,
      })
      .nullish(),
  })
  .transform(({ message, createdBy, ...note }): NoteRow => {
    const author = createdBy?.name?.full ?? createdBy?.clientName ?? createdBy?.appName ?? null;
    return { ...note, message: message ?? '', createdBy: author };
  });

/** The custom fields in Jobber's order as label and shown value; null when hidden. */
export const customFields = z
  .array(
    z.object({
      label: text,
      valueText: text,
      valueNumeric: count,
      valueTrueFalse: z.boolean().nullish(),
      valueDropdown: text,
      valueLink: z.object({ text, url: text }).nullish(),
      valueArea: z.object({ length: z.number(), width: z.number() }).nullish(),
      unit: text,
    }),
  )
  .nullish()
  .transform((fields): CustomField[] | null => {
    if (!fields) return null;
    return fields.flatMap((field) => {
      if (field.label === null) return [];
      const unit = field.unit ? ` ${field.unit}` : '';
      let value = field.valueText ?? field.valueDropdown ?? '';
      if (field.valueNumeric !== null) value = `${field.valueNumeric}${unit}`;
      if (typeof field.valueTrueFalse === 'boolean') value = field.valueTrueFalse ? 'Yes' : 'No';
      if (field.valueArea) value = `${field.valueArea.length} × ${field.valueArea.width}${unit}`;
      const url = webAddress(field.valueLink?.url ?? null);
      if (field.valueLink) value = field.valueLink.text ?? field.valueLink.url ?? '';
      return [{ label: field.label, value, url }];
    });
  });

/** A link only when it is http(s): the text comes from whoever filled the field. */
export function webAddress(value: string | null): string | null {
  return value && /^https?:\/\//i.test(value) ? value : null;
}
