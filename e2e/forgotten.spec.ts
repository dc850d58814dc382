import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { dump } from './dump';
import { expect, type Stack, test } from './fixtures';
import { builtPaths, signInByHand } from './raw-calls';
import { enoughRead, rowsRead } from './read-model';
import { act, ask } from './rights-cast';

/** Words that people type themselves, one for each place that keeps some. */
const typed = {
  note: 'Quill noted canary',
  invited: 'Quincy Canary',
  view: 'Canary view of Quill',
  search: 'canary-searched',
  feed: 'Canary feed for Quill',
  alert: 'quill-alert@canary.example',
  scorecard: 'quill-scorecard@canary.example',
  webhook: 'https://canary.example/quill-hook',
  query: 'CanaryQueryOfQuill',
  variable: 'canary-variable',
  created: 'Quillon Canarius',
  email: 'quillon@canary.example',
};

test('deleting an account leaves no row, search entry, file or log line with its personal data', async ({
  stack,
}) => {
  test.slow();
  const startedAt = Date.now();
  const cookie = await signInByHand(stack);
  await enoughRead(stack);
  const [account] = await rowsRead(stack, 'select slug, name from accounts order by id limit 1');
  const { slug = '', name = '' } = account ?? {};
  await leaveTraces(stack, cookie, slug);
  await lookAtEverything(stack, cookie, slug);

  const canaries = await personalData(stack);
  const before = await dump(stack);
  const planted = canaries.filter((text) => before.includes(text));
  expect(planted.length).toBeGreaterThan(200);
  // A search looks for nothing that is kept, and Jobber alone was told the variable.
  const nowhere = [typed.search];
  expect(Object.values(typed).filter((text) => !before.includes(text))).toEqual(nowhere);

  await act(stack, { id: '', cookie }, 'deleteAccountAction', slug, { slug, typedName: name });

  const all = [...canaries, ...Object.values(typed)];
  const found = (text: string) => all.filter((one) => text.includes(one));
  expect.soft(found(await dump(stack)), 'rows of any table').toEqual([]);
  expect.soft(found(stack.serverLog()), 'lines of the log').toEqual([]);
  const files = filesSince(startedAt).filter(
    (file) => found(readFileSync(file, 'latin1')).length > 0,
  );
  expect.soft(files, 'files that the server wrote').toEqual([]);
  const { rows } = await stack.database.pool.query(
    `select (select count(*)::int from record_search) search, (select count(*)::int from jobber_tokens) tokens,
      (select count(*)::int from people) people, (select count(*)::int from installation) claims`,
  );
  expect(rows).toEqual([{ search: 0, tokens: 0, people: 0, claims: 0 }]);
});

/** Everything that a person can type into this server, and a few ways in which it goes wrong with that in hand. */
async function leaveTraces(stack: Stack, cookie: string, slug: string): Promise<void> {
  const owner = { id: '', cookie };
  const alert = { slug, report: 'receivables', period: 'this-month', direction: 'above' };
  const query = {
    text: `query ${typed.query} { account { id } }`,
    variables: `{"a":"${typed.variable}"}`,
  };
  const works: [action: string, input: unknown][] = [
    ['decideAction', { what: 'note', item: { kind: 'invoice', id: 'x' }, text: typed.note }],
    ['inviteAction', { name: typed.invited, role: 'viewer' }],
    ['saveViewAction', { list: 'clients', name: typed.view, params: '' }],
    ['mintFeedKeyAction', { slug, feed: 'clients', name: typed.feed }],
    ['keepAlertAction', { ...alert, threshold: 1e12, channel: 'mail', target: typed.alert }],
    ['keepAlertAction', { ...alert, threshold: 1e12, channel: 'webhook', target: typed.webhook }],
    ['keepScorecardAction', { slug, wanted: { email: typed.scorecard, weekday: 1 } }],
    ['keepQueryAction', { slug, ...query, name: typed.query }],
    [
      'createClientAction',
      { firstName: typed.created, lastName: 'C', emails: [{ address: typed.email, kind: 'MAIN' }] },
    ],
  ];
  for (const [action, input] of works) await act(stack, owner, action, slug, input);
  const fails: [action: string, input: unknown][] = [
    ['exploreAction', { slug, ...query }],
    ['exploreAction', { slug, text: `{ ${typed.query} }`, variables: typed.variable }],
    ['decideAction', { what: 'done', item: { kind: 'invoice', id: typed.note } }],
    [
      'checkRecordAction',
      {
        kind: 'client',
        id: Buffer.from(typed.note).toString('base64'),
        shown: { readAt: '2026-01-01T00:00:00.000Z', detailAt: null },
      },
    ],
    ['saveViewAction', { list: typed.view, name: typed.view, params: typed.search }],
    ['deleteAccountAction', { slug, typedName: typed.created }],
  ];
  for (const [action, input] of fails) await ask(stack, cookie, action, slug, input);
}

/** Every page with a real record, every list, export, report and search, as a browser and as a program ask for them. */
async function lookAtEverything(
  { url, database }: Stack,
  cookie: string,
  slug: string,
): Promise<void> {
  const look = async (at: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${at}`, {
      headers: { cookie, ...headers },
      redirect: 'manual',
    });
    await response.text();
    expect(response.status, at).toBeLessThan(500);
  };
  for (const at of builtPaths('page')) {
    const kind = /^\/(client|job|quote|invoice|request)s\/\[id\]/.exec(at)?.[1];
    const { rows } = kind
      ? await database.pool.query<{ id: string }>(`select id from ${kind}s order by id limit 1`)
      : { rows: [] };
    const address = at
      .replace('[id]', encodeURIComponent(rows[0]?.id ?? ''))
      .replaceAll(/\[\w+\]/g, 'receivables');
    await look(`${address}?account=${slug}&q=${typed.search}`);
  }
  const people = await database.pool.query<{ name: string; email: string | null }>(
    'select name, email from clients where email is not null order by id limit 3',
  );
  for (const { name, email } of people.rows) {
    for (const q of [name, email ?? '', `${name}\u0000`, typed.search]) {
      await look(`/api/find?q=${encodeURIComponent(q)}`);
      await look(`/api/lists/clients?q=${encodeURIComponent(q)}&after=${encodeURIComponent(q)}`);
    }
  }
  for (const list of ['clients', 'jobs', 'quotes', 'invoices', 'requests', 'visits']) {
    await look(`/api/export/${list}?account=${slug}`);
  }
  await look('/api/reports/receivables/csv?currency=USD');
}

/** Names, addresses, numbers and mail addresses of clients, of the team and of the people of this server. */
async function personalData({ database }: Stack): Promise<string[]> {
  const { rows } = await database.pool.query<{ text: string }>(`
    select distinct text from (
      select name as text from clients union all select lower(name) from clients
      union all select address from client_emails union all select number from client_phones
      union all select digits from client_phones union all select street from properties
      union all select billing_street from clients union all select name from users union all select email from users
      union all select name from people union all select email from people union all select name from accounts
    ) t where length(text) > 8`);
  return rows.map(({ text }) => text);
}

/** Files of the folder that the server runs in which are newer than `since`; the database keeps its own. */
function filesSince(since: number, folder = '.'): string[] {
  const others = ['node_modules', '.git', '.data-test', 'test-results', 'e2e'];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return others.includes(entry.name) ? [] : filesSince(since, file);
    return entry.isFile() && statSync(file).mtimeMs >= since ? [file] : [];
  });
}
