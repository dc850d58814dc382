import { expect, test } from 'vitest';
import { AppError } from './errors';
import { allowedFields } from './log';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOjF9.c2lnbmF0dXJl';

test('a field that is not listed is dropped, and only its name is kept', () => {
  expect(allowedFields({ accountId: 3, refreshToken: token })).toEqual({
    accountId: 3,
    dropped: ['refreshToken'],
  });
});

test('a listed field may not carry an object', () => {
  expect(allowedFields({ reason: { token } })).toEqual({ dropped: ['reason'] });
});

test('an error keeps kind, code and causes, and loses the values its message quotes', () => {
  const cause = new TypeError(`Headers.append: "Bearer ${token}" is an invalid header value.`);
  const query = new Error(`Failed query: update tokens set a = $1\nparams: ${token}`, { cause });
  const error = new AppError('internal', 'Saving failed', { cause: query });
  const text = JSON.stringify(allowedFields({ err: error }));
  expect(text).toContain('"code":"internal"');
  expect(text).toContain('Failed query: update tokens');
  expect(text).toContain('is an invalid header value');
  expect(text).not.toContain(token.slice(0, 12));
});

test.each([
  ['a mail server', '550 5.1.1 <ana.quill@example.com>: Recipient rejected', 'Recipient rejected'],
  ['a sentence with an apostrophe', `can't use the name "Ana O'Quill" here`, "can't use the name"],
  ['a parser', 'Unexpected token A, ...`Ana Quill` is not valid JSON', 'is not valid JSON'],
])('what %s repeats of a person is not kept', (_who, message, kept) => {
  const text = JSON.stringify(allowedFields({ err: new Error(message) }));
  expect(text).toContain(kept);
  expect(text).not.toMatch(/quill/i);
});
