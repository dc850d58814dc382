import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isAppError } from '@/lib/errors';
import { clientsQuerySchema, newClientSchema, recordIdSchema } from './input';
import { cents, hiddenNames, read, text } from './values';

const row = z.object({ status: text, total: cents });

it('lets a status that nobody has heard of survive as text', () => {
  expect(read(row, { status: 'paused_by_robot' })).toEqual({
    status: 'paused_by_robot',
    total: null,
  });
});

it('says so when an answer has not the documented shape', () => {
  let code = '';
  try {
    read(row, { total: 'twelve' });
  } catch (error) {
    if (isAppError(error)) code = error.code;
  }
  expect(code).toBe('jobber_refused');
});

it('calls a withheld field what the screen calls it, once', () => {
  const paths = ['clients.nodes.balance', 'clients.nodes.balance', 'quotes', 'job.client.name'];
  expect(hiddenNames(paths)).toEqual(['balance', 'quotes', 'client.name']);
});

describe('what a browser may ask', () => {
  it.each([
    { first: 0 },
    { first: 101 },
    { sort: { key: 'BALANCE', direction: 'ASCENDING' } },
    { status: 'deleted' },
    { search: 'x'.repeat(201) },
  ])('refuses %j', (query) => {
    expect(clientsQuerySchema.safeParse(query).success).toBe(false);
  });

  it.each([
    ['Z2lkOi8vSm9iYmVyL0NsaWVudC8x', true],
    ['Z2lk+/8=', true],
    ['a b', false],
    ['"}', false],
    ['', false],
  ])('reads the id %j: %s', (id, ok) => {
    expect(recordIdSchema.safeParse(id).success).toBe(ok);
  });

  it.each([
    [{ isCompany: true, firstName: 'Bo' }, 'companyName'],
    [{ lastName: ' ' }, 'firstName'],
    [{ firstName: 'Bo', emails: [{ address: 'bo@', kind: 'MAIN' }] }, 'emails.0.address'],
  ])('refuses the new client %j at %s', (input, field) => {
    const issue = newClientSchema.safeParse(input).error?.issues[0];
    expect(issue?.path.join('.')).toBe(field);
  });
});
