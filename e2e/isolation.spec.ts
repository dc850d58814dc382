import { expect, type Stack, test } from './fixtures';
import { builtActions, callAction, otherAccount, strangerCookie } from './raw-calls';
import { enoughRead, rowsRead } from './read-model';

/** One record of each kind of the account of somebody else, by its real id and what it is called. */
type Theirs = { kind: string; id: string; name: string };

const tables = {
  client: 'name',
  job: 'title',
  quote: 'title',
  invoice: 'invoice_number',
  request: 'title',
  property: 'street',
  visit: 'title',
} as const;

let theirs: Theirs[];
let names: string[];
let cookie: string;
const own = 'account=other-company';
// As long as a real id, so that no length tells them apart.
const nobodys = Buffer.from('gid://Jobber/Client/9999999').toString('base64');

test.beforeEach(async ({ stack, login }) => {
  await login();
  await enoughRead(stack);
  theirs = await recordsOf(stack);
  const { rows } = await stack.database.pool.query<{ name: string }>(
    'select name from clients where length(name) > 8 order by id limit 60',
  );
  names = rows.map(({ name }) => name);
  cookie = await strangerCookie(stack, await otherAccount(stack));
});

test.afterEach(async ({ stack }) => {
  await stack.database.pool.query(`delete from accounts where jobber_account_id = 'other-raw'`);
  await stack.database.pool.query(`delete from people where name = 'Somebody Else'`);
});

test('with real ids of another account lists, sums, exports, searches and reports answer as for ids of nobody', async ({
  stack,
}) => {
  const lists = ['clients', 'jobs', 'quotes', 'invoices', 'requests', 'visits'];
  const ways = (list: string, query: string) => [
    `/api/lists/${list}?${own}&${query}`,
    `/api/lists/${list}/totals?${own}&${query}`,
    // Exports are few a minute.
    ...(list === 'jobs' ? [`/api/export/${list}?${own}&${query}`] : []),
  ];
  for (const { id, name, kind } of theirs) {
    const isFilter = ['client', 'property', 'job'].includes(kind);
    const tries = lists.flatMap((list) => (isFilter ? ways(list, `${kind}=@id`) : []));
    const others = [`/api/find?${own}&q=@id`, `/api/reports/receivables/rows?${own}&client=@id`];
    for (const path of [...tries, ...others]) {
      const real = await answer(stack, path, id);
      expect(real.status, path).not.toBe(429);
      expect(real, path).toEqual(await answer(stack, path, nobodys));
    }
    const found = await answer(stack, `/api/find?${own}&q=@id`, name);
    expect(JSON.parse(found.body).records, `search for the ${kind} “${name}”`).toEqual([]);
  }
});

test('a record of another account is missing on its page, word for word as one that never was', async ({
  stack,
}) => {
  for (const { kind, id } of theirs.filter(({ kind }) => !['property', 'visit'].includes(kind))) {
    for (const headers of [{}, { rsc: '1' }] as Record<string, string>[]) {
      for (const account of [own, 'account=all', '']) {
        const path = `/${kind}s/@id?${account}`;
        const [real, made] = [
          await answer(stack, path, id, headers),
          await answer(stack, path, nobodys, headers),
        ];
        expect(real.status, path).toBe(made.status);
        expect(leaked(real.body), path).toEqual([]);
        expect(words(real.body), path).toEqual(words(made.body));
      }
    }
  }
});

test('no action takes a record, a view or a client of another account by its id', async ({
  stack,
}) => {
  const { rows } = await stack.database.pool.query<{ id: string }>(
    `insert into saved_views (person_id, list, name, params)
      select person_id, 'clients', 'Theirs', 'balance=owing' from memberships order by since limit 1
      on conflict (person_id, list, name) do update set params = excluded.params returning id`,
  );
  const view = rows[0]?.id ?? '';
  for (const action of builtActions()) {
    for (const { kind, id } of theirs) {
      const given = { kind, id: /View/.test(action.name) ? view : id, clientId: id, name: 'Taken' };
      const { body } = await callAction(stack, action, ['other-company', given], {
        origin: stack.url,
        cookie,
      });
      expect(leaked(body), `${action.name} with a ${kind}`).toEqual([]);
      expect(body, action.name).not.toContain('"isChanged"');
    }
  }
  const kept = await stack.database.pool.query('select name from saved_views where id = $1', [
    view,
  ]);
  expect(kept.rows).toEqual([{ name: 'Theirs' }]);
});

async function recordsOf(stack: Stack): Promise<Theirs[]> {
  const found: Theirs[] = [];
  for (const [kind, name] of Object.entries(tables)) {
    const table = kind === 'property' ? 'properties' : `${kind}s`;
    const [row] = await rowsRead(
      stack,
      `select id, ${name} as name from ${table} where length(${name}) > 3 order by id limit 1`,
    );
    found.push({ kind, id: row?.id ?? '', name: row?.name ?? '' });
  }
  return found;
}

async function answer(
  { url }: Stack,
  path: string,
  id: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  const response = await fetch(`${url}${path.replaceAll('@id', encodeURIComponent(id))}`, {
    headers: { cookie, ...headers },
    redirect: 'manual',
  });
  const body = await response.text();
  return {
    status: response.status,
    body: body.replaceAll(id, '@id').replaceAll(/"reference":"[^"]*"/g, '"reference":""'),
  };
}

function leaked(body: string): string[] {
  const text = body.replaceAll(/&amp;|\\u0026/g, '&').replaceAll(/&#x27;|&#39;/g, "'");
  return names.filter((name) => text.includes(name));
}

/**
 * The words of a page in no order, which is the one its parts were ready in; without scripts, which carry a nonce and
 * moments of their own, and without the reference of an error.
 */
function words(body: string): string[] {
  if (!body.startsWith('<!DOCTYPE')) return [];
  return body
    .replaceAll(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/Reference\s+[0-9a-f]+/g, '')
    .split(/\s+/)
    .sort();
}
