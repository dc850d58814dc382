import { describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/errors';
import { clientsQuerySchema, newClientSchema, recordIdSchema } from './input';
import { jobDocumentRow } from './parts';
import { hiddenNames, read } from './values';

it('lets a status that nobody has heard of survive as text', () => {
  const row = read(jobDocumentRow, { id: 'j', jobStatus: 'paused_by_robot' });
  expect(row).toMatchObject({ status: 'paused_by_robot', number: null, totalCents: null });
});

it('says so when an answer has not the documented shape', () => {
  let code = '';
  try {
    read(jobDocumentRow, { id: 'j', total: 'twelve' });
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
