import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { missingIn, Unknown } from './money';

test('a value that Jobber does not have is a dash, one that was never asked for is dots', () => {
  const reason = 'No address in Jobber';
  expect(textOf(missingIn(true)(reason))).toBe(`—${reason}`);
  expect(textOf(missingIn(false)(reason))).toBe('…Not read from Jobber yet');
});

function textOf(reason: string): string {
  return renderToStaticMarkup(<Unknown reason={reason} />).replace(/<[^>]*>/g, '');
}
