import { createHash } from 'node:crypto';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { DocumentNode } from 'graphql';
import { z } from 'zod';

/**
 * The kinds of record that are read, in the order in which they help most.
 * @public
 */
export const kinds = [
  'client',
  'job',
  'invoice',
  'quote',
  'request',
  'visit',
  'payment',
  'user',
  'product',
  'expense',
  'time_sheet',
  'property',
] as const;

/** @public */
export type Kind = (typeof kinds)[number];

export type Scalar = string | number | boolean | Date | null;
/** Column names of the table (camelCase) with their values. */
export type Values = Record<string, Scalar>;

/** What hangs on a record and is replaced with it. `owner` are the columns that name the record. */
export type Children = { table: PgTable; owner: (id: string) => Values; rows: Values[] };

/** One record as mapped: its own columns, `updatedAt` where Jobber gives one, and its children. */
export type Mapped = { id: string; updatedAt: Date | null; values: Values; children: Children[] };

/** A nested list that may be longer than the page that came with its record. */
export type NestedList = { field: string; selection: 'lean' | 'detail' };

/** How one kind of record is asked for, read and stored. */
export type Entity = {
  kind: Kind;
  table: PgTable;
  /** Root fields: the list, and the one by id (null where Jobber has none). */
  many: string;
  one: string | null;
  /** Names of the argument types of the list. */
  filterType: string | null;
  sortType: string | null;
  lean: DocumentNode;
  detail: DocumentNode | null;
  mapLean: (node: unknown) => Mapped;
  mapDetail: ((node: unknown) => Mapped) | null;
  nested: NestedList[];
  /** Has `client_sort`, filled from the client. */
  sortedByClient: boolean;
  /** Its lists do not name the client: that of its job is taken until the details tell. */
  clientOfJob?: true;
  isDated: boolean;
  /** Jobber's name of the status, where it turns at an hour of the day and not with a change. */
  timedStatus?: string;
};

/** Money as Jobber sends it (Float units) in cents. */
export const money = z.number().transform((units) => Math.round(units * 100));
export const optionalMoney = z
  .number()
  .nullish()
  .transform((units) => (typeof units === 'number' ? Math.round(units * 100) : null));
export const moment = z.string().transform((text, context) => {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) context.addIssue({ code: 'custom', message: 'not a time' });
  return at;
});
export const optionalMoment = moment.nullish().transform((at) => at ?? null);
// Postgres text cannot hold NUL.
export const text = z.string().transform((value) => value.replaceAll('\0', ''));
export const optionalText = text.nullish().transform((value) => value ?? null);
export const optionalNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
export const optionalBoolean = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);
/** `{ id }` of another record. */
export const reference = z
  .object({ id: z.string() })
  .nullish()
  .transform((other) => other?.id ?? null);
/** The nodes of a nested connection; absent or withheld is empty. */
export const nodes = <T extends z.ZodType>(node: T) =>
  z
    .object({ nodes: z.array(node) })
    .nullish()
    .transform((list): z.output<T>[] => list?.nodes ?? []);

/** Digits of a document number for sorting; null when there are none. */
export function numberSort(number: string): number | null {
  const digits = number.replace(/\D/g, '').slice(0, 15);
  return digits === '' ? null : Number(digits);
}

/** A key whose byte order is the natural order of names: lowercase, no accents, numbers padded. */
export function sortKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(10, '0'))
    .trim()
    .slice(0, 200);
}

/** What a row and its children say, as 22 characters. */
export function contentHash({ values, children }: Pick<Mapped, 'values' | 'children'>): string {
  const content = JSON.stringify([values, children.map(({ rows }) => rows)]);
  return createHash('sha1').update(content).digest('base64').slice(0, 22);
}
