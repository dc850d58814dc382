import type { z } from 'zod';
import { AppError } from '@/lib/errors';

/** A cursor as opaque text for a URL. */
export function cursorText(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a cursor back; `bad_input` when it is not one of ours. */
export function parseCursor<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (cause) {
    throw new AppError('bad_input', 'This list has changed. Load it again.', { cause });
  }
}
