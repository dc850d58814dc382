import { z } from 'zod';
import { connection } from './values';

export const tagLabels = connection(z.object({ label: z.string() })).transform((list) => ({
  tags: list?.rows.map((tag) => tag.label) ?? [],
  hasMoreTags: list?.hasMore ?? false,
}));

/** A link only when it is http(s): the text comes from whoever filled the field. */
export function webAddress(value: string | null): string | null {
  return value && /^https?:\/\//i.test(value) ? value : null;
}
