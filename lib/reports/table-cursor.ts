import { z } from 'zod';
import type { TableCursor } from './left-on-table';
import { cursorText, parseCursor } from './opaque-cursor';

const cursor = z.tuple([z.number(), z.int(), z.string(), z.string()]);

/**
 * Where a page of the money left on the table ended, for a URL.
 * @public
 */
export function tableCursorText({ amountCents, accountId, kind, id }: TableCursor): string {
  return cursorText([amountCents, accountId, kind, id]);
}

/**
 * Throws `bad_input` for text that is no cursor of ours.
 * @public
 */
export function parseTableCursor(text: string): TableCursor {
  const [amountCents, accountId, kind, id] = parseCursor(text, cursor);
  return { amountCents, accountId, kind, id };
}
