import { z } from 'zod';
import { AppError } from '../errors';

/**
 * Where a page ended: the sort's value as Postgres writes it (null: among the rows without one), the id, the account.
 * `order` names the list and its sort, so that a cursor of another order is refused instead of skipping rows.
 */
export type Cursor = { order: string; value: string | null; id: string; accountId: number };

const shape = z.tuple([z.string(), z.string().nullable(), z.string(), z.int()]);

export function cursorText({ order, value, id, accountId }: Cursor): string {
  return Buffer.from(JSON.stringify([order, value, id, accountId])).toString('base64url');
}

/** Throws `bad_input` for anything that `cursorText` did not write for this order. */
export function parseCursor(text: string, order: string): Cursor {
  const parsed = shape.safeParse(jsonOf(text));
  if (!parsed.success || parsed.data[0] !== order) {
    throw new AppError('bad_input', 'This position belongs to another list. Start from the top.');
  }
  const [, value, id, accountId] = parsed.data;
  return { order, value, id, accountId };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
