import { stringify } from 'csv-stringify/sync';
import { spreadsheetText } from './spreadsheet-text';

/**
 * A cell: text is made safe for spreadsheets, numbers are written as they are, null is empty.
 * @public
 */
export type CsvCell = string | number | boolean | null;

/**
 * A CSV file (RFC 4180, UTF-8 with a byte order mark so that Excel reads umlauts) as a stream: the header, then each
 * page of rows as it comes, so that a whole result never stands in memory.
 * @public
 */
export function csvStream(
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly CsvCell[])[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pages[Symbol.asyncIterator]();
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      if (isFirst) {
        isFirst = false;
        controller.enqueue(encoder.encode(`\uFEFF${csvText([header])}`));
        return;
      }
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(csvText(value)));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/**
 * Rows as CSV text with CRLF line ends.
 * @public
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => row.map(safeCell)),
    {
      record_delimiter: 'windows',
      quoted_match: [/[\r\n]/, onlyLooksLikeNumber],
      cast: { boolean: (value) => (value ? 'true' : 'false') },
    },
  );
}

// In quotes, which tell a spreadsheet that is asked to heed them (and no other reader) that these digits are text.
const onlyLooksLikeNumber = /^(\+\d+|-?0\d+|-?\d{16,})$/;

/**
 * The answer of a download: never stored, never sniffed, named after what it holds.
 * @public
 */
export function csvResponse(fileName: string, body: ReadableStream<Uint8Array>): Response {
  const ascii = fileName.replace(/[^\w.-]+/g, '-');
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

function safeCell(cell: CsvCell): CsvCell {
  return typeof cell === 'string' ? spreadsheetText(cell) : cell;
}
