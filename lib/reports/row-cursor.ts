import { z } from 'zod';
import { AppError } from '@/lib/errors';
import type { RowCursor } from './run-report';

const cursor = z.tuple([z.number(), z.int(), z.string(), z.string()]);

/**
 * A cursor as opaque text for a URL.
 * @public
 */
export function rowCursorText({ rank, accountId, part, id }: RowCursor): string {
  return Buffer.from(JSON.stringify([rank, accountId, part, id])).toString('base64url');
}

/**
 * Reads a cursor back; `bad_input` when it is not one of ours.
 * @public
 */
export function parseRowCursor(text: string): RowCursor {
  try {
    const [rank, accountId, part, id] = cursor.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    );
    return { rank, accountId, part, id };
  } catch (cause) {
    throw new AppError('bad_input', 'This list has changed. Load it again.', { cause });
  }
}
