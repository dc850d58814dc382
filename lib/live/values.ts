import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { centsOf } from '@/lib/jobber/money';
import type { RecordLink, SubList } from './contract';

/** Text as Jobber sent it; empty, null and left out are all null. Statuses too: new values stay readable. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);

/** Integer cents from Jobber's currency units; null when hidden. */
export const cents = z
  .number()
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : centsOf(value)));

export const count = z
  .number()
  .nullish()
  .transform((value) => value ?? null);

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** A connection as a sub-list; null when it was hidden as a whole. */
export function connection<Row>(row: z.ZodType<Row>) {
  return z
    .object({
      nodes: z.array(row).nullish(),
      pageInfo: z.object({ hasNextPage: z.boolean() }).nullish(),
    })
    .nullish()
    .transform(
      (list): SubList<Row> =>
        list?.nodes ? { rows: list.nodes, hasMore: list.pageInfo?.hasNextPage ?? false } : null,
    );
}

/** Another record by id and the text that names it, e.g. `name`, `quoteNumber` or `title`. */
export function link(nameField: string) {
  return z
    .object({ id: z.string() })
    .loose()
    .nullish()
    .transform((value): RecordLink | null => {
      if (!value) return null;
      const name = value[nameField];
      return { id: value.id, name: typeof name === 'string' ? name : '' };
    });
}

/** Reads Jobber's answer with `schema`; throws jobber_refused when its shape is not the documented one. */
export function read<Value>(schema: z.ZodType<Value>, answer: unknown): Value {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new AppError(
    'jobber_refused',
    'Jobber answered in a way that this version does not understand. An update may help.',
    { cause: result.error },
  );
}

/** `clients.nodes.balance` → `balance`: what the screen calls the field, below the root and its wrappers. */
export function hiddenNames(paths: readonly string[]): string[] {
  const names = paths.map((path) => {
    const parts = path.split('.').filter((part) => !['nodes', 'edges', 'node'].includes(part));
    return (parts.length > 1 ? parts.slice(1) : parts).join('.');
  });
  return [...new Set(names)];
}
