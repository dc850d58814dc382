import { expect, it } from 'vitest';
import { parsedCsv } from '@/bench/lists/parsed-csv';
import { csvResponse, csvStream, csvText } from './csv';

it('turns cells that a spreadsheet would run into text, and leaves numbers alone', () => {
  const cells = ['=HYPERLINK("x")', '-2+3', '+1', '@a', '\tb', '\0c', '-12.50', -12.5, 'plain'];
  expect(csvText([cells])).toBe(
    `"'=HYPERLINK(""x"")",'-2+3,"+1",'@a,'\tb,'\0c,-12.50,-12.5,plain\r\n`,
  );
});

it('quotes separators, quotes and line breaks, and keeps emoji and right-to-left text', () => {
  expect(csvText([['a,b', 'say "hi"', 'two\nlines', '🌿 שלום', null, true]])).toBe(
    '"a,b","say ""hi""","two\nlines",🌿 שלום,,true\r\n',
  );
});

it('quotes digits that are no number, and no number, day or time', () => {
  expect(csvText([['01/05/2026', '00:30']])).toBe('01/05/2026,00:30\r\n');
  expect(csvText([['007', '+15550100', '1234567890123456', '0.50', '-0.50', '12', 0.5, -12]])).toBe(
    '"007","+15550100","1234567890123456",0.50,-0.50,12,0.5,-12\r\n',
  );
});

it('streams the header and then every page once', async () => {
  async function* pages() {
    yield [['1', 2]];
    yield [['3', 4]];
  }
  const text = await new Response(csvStream(['Name', 'Owed'], pages())).text();
  expect(text).toBe('Name,Owed\r\n1,2\r\n3,4\r\n');
});

it('names the download and forbids keeping it', () => {
  const response = csvResponse('Überfällig.csv', csvStream([], (async function* () {})()));
  expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%9C");
  expect(response.headers.get('cache-control')).toBe('private, no-store');
});

/** What people write into names and titles, and what a spreadsheet must show for it: the same, or the same as text. */
const hostile: [cell: string, shown?: string][] = [
  ['=HYPERLINK("https://evil.example","click")', `'=HYPERLINK("https://evil.example","click")`],
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['+1 (555) 010-1188', "'+1 (555) 010-1188"],
  ['@SUM(A1:A9)', "'@SUM(A1:A9)"],
  ['-2+3', "'-2+3"],
  ['\t=1+1', "'\t=1+1"],
  ['\r=1+1', "'\r=1+1"],
  ['a "quoted" name'],
  ['"'],
  ['""",'],
  ['comma, semicolon; tab\tend'],
  ['two\nlines'],
  ['two\r\nlines and a lone \r return'],
  [' leading and trailing '],
  ['שלום, עולם'],
  ['\u202Eright to left override\u202C'],
  ['🌿👩\u200d🔧 café e\u0301'],
  ['漢字 ｆｕｌｌ＝ｗｉｄｔｈ'],
  ['null'],
  ['007'],
  ['x'.repeat(10_000)],
  [`=${'"'.repeat(500)}`, `'=${'"'.repeat(500)}`],
  [''],
];

it('hands hostile cells to any reader of RFC 4180 unchanged, formulas as text', () => {
  const rows = hostile.map(([cell], at) => [at, cell, 'after']);
  const read = parsedCsv(csvText(rows));
  expect(read).toEqual(hostile.map(([cell, shown = cell], at) => [String(at), shown, 'after']));
});

it('is read back by a reader that refuses what RFC 4180 does not allow', () => {
  for (const broken of ['a,b', 'a"b\r\n', '"a\r\n', 'a\nb\r\n', '"a"b\r\n']) {
    expect(() => parsedCsv(broken), broken).toThrow();
  }
});
