/**
 * The cells of a CSV by RFC 4180 alone, read apart from the code that writes it: CRLF between records, quotes around
 * what needs them and doubled inside, a byte order mark before all. Throws where the text breaks the rules. For tests.
 * @public
 */
export function parsedCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
      continue;
    } else if (at < text.length) throw new Error(`neither comma nor CRLF at ${at}`);
    // A comma before the end of the record opens one more, empty cell.
    if (text.startsWith('\r\n', at)) {
      rows.push([...row, '']);
      row = [];
      at += 2;
    }
  }
  if (row.length > 0) throw new Error('the last record has no end');
  return rows;
}

function quoted(text: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') value += text[at];
    else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else return { value, end: at + 1 };
  }
  throw new Error(`the quote at ${start} is never closed`);
}

function plain(text: string, start: number): { value: string; end: number } {
  const [value = ''] = /^[^,\r\n]*/.exec(text.slice(start, start + 100_000)) ?? [];
  if (value.includes('"')) throw new Error(`a quote inside a plain cell at ${start}`);
  return { value, end: start + value.length };
}
