import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../errors';

/*
 * A backup is gzip over lines of JSON: first the header, then for each table a line {"table", "columns"} and its rows,
 * each an object, in an order in which foreign keys hold.
 */

const header = z.object({
  fieldboard: z.literal('backup'),
  format: z.literal(1),
  version: z.string(),
  at: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
});
const tableLine = z.strictObject({ table: z.string(), columns: z.array(z.string()) });

export type BackupHeader = z.output<typeof header>;

/** A piece of one table; a table without rows comes once with none. */
export type TableRows = { table: string; columns: string[]; rows: string[] };

const rowsPerPiece = 500;

/** The lines of a backup. Throws `bad_input` when the file is not one, or ends early. */
export async function readBackup(
  file: string,
): Promise<{ header: BackupHeader; pieces: AsyncGenerator<TableRows> }> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.on('error', (error) => text.destroy(error));
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
  const first = await lines.next().catch((cause: unknown) => {
    throw unreadable(cause);
  });
  const parsed = header.safeParse(jsonOf(first.done ? '' : first.value));
  if (!parsed.success) throw unreadable(parsed.error);
  return { header: parsed.data, pieces: pieces(lines) };
}

async function* pieces(lines: AsyncIterator<string>): AsyncGenerator<TableRows> {
  let current: TableRows | undefined;
  let isWhole = false;
  for (;;) {
    const { value, done } = await lines.next().catch((cause: unknown) => {
      throw unreadable(cause);
    });
    if (done) break;
    if (value === endLine) {
      isWhole = true;
      continue;
    }
    const table = value.startsWith('{"table":') ? tableLine.safeParse(jsonOf(value)) : null;
    if (table?.success) {
      if (current) yield current;
      current = { ...table.data, rows: [] };
      continue;
    }
    if (!current) throw unreadable(null);
    current.rows.push(value);
    if (current.rows.length < rowsPerPiece) continue;
    yield current;
    current = { ...current, rows: [] };
  }
  if (current) yield current;
  if (!isWhole) throw unreadable(null);
}

/** Says that nothing is missing behind it. */
export const endLine = '{"end":true}';

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function unreadable(cause: unknown): AppError {
  return new AppError(
    'bad_input',
    'This file is not a whole backup of Fieldboard. It may have been cut off while it was written or copied.',
    { cause },
  );
}
