import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as lists from './resolvers/lists';
import { sandboxSchema } from './resolvers/sandbox-schema';
import { openOffice } from './test-office';

let office: Awaited<ReturnType<typeof openOffice>>;
let token: string;
let clientId: string;
beforeAll(async () => {
  office = await openOffice();
  token = (await office.mint()).access_token;
  clientId = await create('Client', {
    firstName: 'Ana',
    lastName: 'Whitfield',
    emails: [email('ana')],
    contacts: [contact('Zed', 'Able'), contact('Abe', 'Zeller')],
  });
});
afterAll(() => office.sandbox.close());

async function create(type: string, fields: object): Promise<string> {
  const answer = await office.control('create', { type, fields });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.id;
}

async function ask(query: string) {
  const { body } = await office.ask(query, token);
  expect(body.errors).toBeUndefined();
  return body.data;
}

function email(name: string) {
  const id = Buffer.from(`gid://Jobber/Email/${name.length}`).toString('base64');
  return { id, address: `${name}@example.com`, description: 'MAIN', primary: true };
}

function contact(firstName: string, lastName: string) {
  const id = Buffer.from(`gid://Jobber/ContactModel/${firstName.length}`).toString('base64');
  const emails = [email(firstName.toLowerCase())];
  return { id, firstName, lastName, role: null, isBillingContact: false, emails, phones: [] };
}

const file = (name: string, createdAt: number) => ({
  id: Buffer.from(`gid://Jobber/NoteFile/${createdAt}`).toString('base64'),
  ...{ fileName: name, url: 'x', thumbnailUrl: 'x', contentType: 'image/png', fileSize: 1 },
  ...{ status: 'READY', createdAt },
});

test('every filter field and every sort key that a root list accepts has an effect', () => {
  const root = sandboxSchema().getQueryType()?.getFields() ?? {};
  const silent = Object.entries(lists).flatMap(([name, spec]) => {
    if (typeof spec === 'function') return [];
    const known = root[name]?.args ?? [];
    return known.flatMap((arg) => {
      const type = getNamedType(arg.type);
      if (!isInputObjectType(type)) return [];
      const fields = type.getFields();
      const isSort = 'direction' in fields;
      const key = getNamedType((fields.key ?? fields.field ?? arg).type);
      const names = isSort
        ? isEnumType(key)
          ? key.getValues().map((one) => one.name)
          : []
        : Object.keys(fields).filter((field) => field !== 'sort');
      const answered = Object.keys(isSort ? spec.sorts : spec.filters);
      return names
        .filter((one) => !answered.includes(one))
        .map((one) => `${name}.${arg.name}.${one}`);
    });
  });
  expect(silent).toEqual([]);
});

test('contacts of a client come sorted, and its e-mails with theirs when asked for', async () => {
  const data = await ask(`{ client(id: "${clientId}") {
    up: contacts(sort: [{key: FIRST_NAME, direction: ASCENDING}]) { nodes { firstName } }
    down: contacts(sort: [{key: LAST_NAME, direction: ASCENDING}]) { nodes { firstName } }
    own: emails { address }
    all: emails(filter: {includeSecondaryContacts: true}) { address }
  } }`);
  const names = (page: { nodes: { firstName: string }[] }) =>
    page.nodes.map((one) => one.firstName);
  expect(names(data.client.up)).toEqual(['Abe', 'Zed']);
  expect(names(data.client.down)).toEqual(['Zed', 'Abe']);
  expect(data.client.own).toHaveLength(1);
  expect(data.client.all).toHaveLength(3);
});

test('notes and their attachments come in the order asked for, and of the kind asked for', async () => {
  const note = {
    kind: 'ClientNote',
    subjectId: clientId,
    clientId,
    createdBy: { type: 'Application', name: 'x' },
  };
  await create('Note', {
    ...note,
    message: 'old',
    createdAt: 1_000,
    fileAttachments: [file('b', 2_000)],
  });
  await create('Note', {
    ...note,
    message: 'new',
    createdAt: 9_000,
    fileAttachments: [file('a', 1_500)],
  });
  const data = await ask(`{ client(id: "${clientId}") {
    notes(sort: [{key: CREATED_AT, direction: DESCENDING}]) { nodes { ... on ClientNote { message } } }
    up: noteAttachments(sort: [{field: CREATED_AT, direction: ASCENDING}]) { nodes { fileName } }
    none: noteAttachments(filter: {noteType: [JOB]}) { nodes { fileName } }
    own: noteAttachments(filter: {noteType: [CLIENT]}) { totalCount }
  } }`);
  expect(data.client.notes.nodes.map((one: { message: string }) => one.message)).toEqual([
    'new',
    'old',
  ]);
  expect(data.client.up.nodes.map((one: { fileName: string }) => one.fileName)).toEqual(['a', 'b']);
  expect(data.client.none.nodes).toEqual([]);
  expect(data.client.own.totalCount).toBe(2);
});

test('a visit late in the evening is today or to come by the calendar that is asked for', async () => {
  const propertyId = await create('Property', { clientId });
  const jobId = await create('Job', { clientId, propertyId, title: 'Mow' });
  // Half past eleven in the evening in New York, where the account is, and the next morning in London.
  const startAt = Date.UTC(2026, 5, 2, 3, 30);
  const id = await create('Visit', {
    jobId,
    clientId,
    propertyId,
    startAt,
    endAt: startAt + 3_600_000,
  });
  const data = await ask(`{
    visit(id: "${id}") { here: visitStatus there: visitStatus(timezone: "Europe/London") }
    here: visits(filter: {status: TODAY}) { totalCount }
    there: visits(filter: {status: TODAY}, timezone: "Europe/London") { totalCount }
    items: scheduledItems(
      filter: {occursWithin: {startAt: "2026-06-01T00:00:00Z", endAt: "2026-06-03T00:00:00Z"}, schedulingAspects: [ALL]}
      sort: {key: COMPLETED, direction: DESCENDING}
    ) { totalCount }
  }`);
  expect(data.visit).toEqual({ here: 'TODAY', there: 'UPCOMING' });
  expect([data.here.totalCount, data.there.totalCount]).toEqual([1, 0]);
});

test('phones can be asked for by what a text message needs', async () => {
  const phone = {
    id: 'x',
    number: '5550100',
    friendly: '(555) 0100',
    description: 'MAIN',
    primary: true,
    smsAllowed: true,
  };
  await create('Client', {
    firstName: 'Bo',
    lastName: 'Ring',
    phones: [{ ...phone, normalizedPhoneNumber: null }],
  });
  const data = await ask(`{
    valid: clientPhones(filter: {isValidSmsPhoneNumber: true}) { totalCount }
    invalid: clientPhones(filter: {isValidSmsPhoneNumber: false}) { totalCount }
    stopped: clientPhones(filter: {smsStopped: true}) { totalCount }
  }`);
  expect([data.valid.totalCount, data.invalid.totalCount, data.stopped.totalCount]).toEqual([
    0, 1, 0,
  ]);
});
