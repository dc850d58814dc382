import { z } from 'zod';
import { cursorText, parseCursor } from './opaque-cursor';
import type { RowCursor } from './run-report';

const cursor = z.tuple([z.number(), z.int(), z.string(), z.string()]);

/**
 * Where a page of report rows ended, for a URL.
 * @public
 */
export function rowCursorText({ rank, accountId, part, id }: RowCursor): string {
  return cursorText([rank, accountId, part, id]);
}

/**
 * Throws `bad_input` for text that is no cursor of ours.
 * @public
 */
export function parseRowCursor(text: string): RowCursor {
  const [rank, accountId, part, id] = parseCursor(text, cursor);
  return { rank, accountId, part, id };
}
