import { expect, it } from 'vitest';
import { csvResponse, csvStream, csvText } from './csv';

it('turns cells that a spreadsheet would run into text, and leaves numbers alone', () => {
  const cells = ['=HYPERLINK("x")', '-2+3', '+1', '@a', '\tb', '\0c', '-12.50', -12.5, 'plain'];
  expect(csvText([cells])).toBe(
    `"'=HYPERLINK(""x"")",'-2+3,+1,'@a,'\tb,'\0c,-12.50,-12.5,plain\r\n`,
  );
});

it('quotes separators, quotes and line breaks, and keeps emoji and right-to-left text', () => {
  expect(csvText([['a,b', 'say "hi"', 'two\nlines', '🌿 שלום', null, true]])).toBe(
    '"a,b","say ""hi""","two\nlines",🌿 שלום,,true\r\n',
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
