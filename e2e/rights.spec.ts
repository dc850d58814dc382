import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Stack, test } from './fixtures';
import { signInByHand } from './raw-calls';
import { enoughRead, rowsRead } from './read-model';
import { act, ask, type Cast, cast, dismiss, type Person, type Role, roles } from './rights-cast';
import { actions, type For, pages, routes } from './rights-table';

type Verdict = 'allowed' | 'forbidden' | 'not_found' | 'not_signed_in';

// Hundreds of pages, routes and actions, each asked by eight people.
test.slow();

let company: Cast;
/** What stands for `<…>` in the table. */
let real: Record<string, string>;

test('every page, route and action has a row that says who may', () => {
  const files = filesOf('app');
  expect
    .soft(Object.keys(pages).toSorted())
    .toEqual(files.filter((file) => /^page\.tsx?$/.test(path.basename(file))).toSorted());
  expect.soft(Object.keys(routes).toSorted()).toEqual(
    files
      .filter((file) => /^route\.tsx?$/.test(path.basename(file)))
      .flatMap((file) => methodsOf(file).map((method) => `${method} ${folderOf(file)}`))
      .toSorted(),
  );
  expect.soft([...new Set(actions.map(([name]) => name))].toSorted()).toEqual(
    files
      .filter((file) => /^\s*['"]use server['"]/.test(textOf(file)))
      .flatMap((file) =>
        [...textOf(file).matchAll(/^export const (\w+)/gm)].map(([, name]) => name),
      )
      .toSorted(),
  );
});

test.describe('asked over HTTP', () => {
  test.beforeEach(async ({ stack }) => {
    const { rowCount } = await stack.database.pool.query('select 1 from accounts');
    if (rowCount === 0) await signInByHand(stack);
    await enoughRead(stack);
    await dismiss(stack);
    company = await cast(stack);
    real = {
      account: company.account.name,
      ...company.tokens,
      ...(await recordsOf(stack)),
    };
  });

  test.afterEach(({ stack }) => dismiss(stack));

  test('every page shows itself to whom it is for and nothing to anybody else', async ({
    stack,
  }) => {
    for (const [file, row] of Object.entries(pages)) {
      const at = filled(row.at ?? addressOf(file), encodeURIComponent);
      const address = row.for === 'anyone' ? at : `${at}?account=${company.account.slug}`;
      await Promise.all(
        roles.map(async (role) => {
          const what = `${address} as ${role}`;
          const { status, body } = await page(stack, address, company.people[role]);
          const wanted = verdict(role, row.for);
          expect(status, what).toBeLessThan(500);
          expect(pageVerdict(body, row.instead), what).toBe(wanted);
          const shows = filled(row.shows, (text) => text);
          if (wanted === 'allowed') expect(body, what).toContain(shows);
          else if (wanted === 'forbidden') expect(body, what).not.toContain(shows);
          else expect(body, what).not.toContain(company.account.name);
        }),
      );
    }
  });

  test('every route answers whom it is for and refuses everybody else', async ({ stack }) => {
    for (const [name, row] of Object.entries(routes)) {
      const [method = '', folder = ''] = name.split(' ');
      const url = new URL(`/api/${row.at || folder}`, stack.url);
      if (row.for !== 'anyone') url.searchParams.set('account', company.account.slug);
      for (const role of roles) {
        const response = await fetch(url, {
          method,
          headers: { cookie: company.people[role].cookie, origin: stack.url },
          redirect: 'manual',
          ...(method === 'POST' ? { body: new URLSearchParams({ token: 'none' }) } : {}),
        });
        const body = await response.text();
        const what = `${name} as ${role}: ${body.slice(0, 300)}`;
        if (row.answers) {
          const [status, to = ''] = row.answers;
          expect(response.status, what).toBe(status);
          expect(response.headers.get('location') ?? '', what).toContain(to);
          continue;
        }
        const wanted = verdict(role, row.for);
        expect(response.status, what).toBe(statuses[wanted]);
        if (wanted !== 'allowed')
          expect(JSON.parse(body), what).toMatchObject({ error: { code: wanted } });
      }
    }
  });

  test('every action works for whom it is for and does nothing for anybody else', async ({
    stack,
  }) => {
    for (const [name, row] of actions) {
      const account = row.isSpare ? company.spare.slug : company.account.slug;
      // Owners come last: what they do cannot always be done twice.
      for (const role of roles) {
        const who = company.people[role];
        const input = row.input(company, who, await idsOf(stack, who));
        const { body } = await ask(stack, who.cookie, name, account, input);
        const what = `${name} as ${role}: ${body.slice(-300)}`;
        const wanted = verdict(role, row.for);
        expect(actionVerdict(body), what).toBe(wanted === 'allowed' ? (row.but ?? wanted) : wanted);
      }
    }
  });

  test('an owner elsewhere gets no further here by naming one account and acting on another', async ({
    stack,
  }) => {
    const viewer = company.people.viewer;
    await stack.database.pool.query(
      `insert into memberships (person_id, account_id, role) values ($1, $2, 'owner')`,
      [viewer.id, company.elsewhere.id],
    );
    for (const [name, row] of actions) {
      const input = row.input(company, viewer, await idsOf(stack, viewer));
      if (typeof input !== 'object' || input === null || !('slug' in input)) continue;
      for (const account of [company.elsewhere.slug, undefined]) {
        const { body } = await ask(stack, viewer.cookie, name, account, input);
        expect(actionVerdict(body), `${name}: ${body.slice(-300)}`).toBe('forbidden');
      }
    }
  });

  test('a feed key opens its list until it is revoked or its maker may no longer', async ({
    stack,
  }) => {
    const { account, people } = company;
    const key = async () => {
      const made = await act(stack, people.owner, 'mintFeedKeyAction', account.slug, {
        slug: account.slug,
        feed: 'clients',
        name: 'Rights',
      });
      return /clients\.csv\?key=([\w-]+)/.exec(made)?.[1] ?? '';
    };
    const read = async (token: string) =>
      (await fetch(`${stack.url}/api/feeds/clients.csv?key=${token}`)).status;
    const [revoked, demoted] = [await key(), await key()];
    expect([await read(revoked), await read(demoted)]).toEqual([200, 200]);
    const { rows } = await stack.database.pool.query<{ id: string }>(
      `select id from feed_keys where right(key_hash, 64) = encode(sha256($1::bytea), 'hex')`,
      [revoked],
    );
    await act(stack, people.owner, 'revokeFeedKeyAction', account.slug, {
      slug: account.slug,
      id: rows[0]?.id,
    });
    expect([await read(revoked), await read(demoted)]).toEqual([401, 200]);
    await lose(stack, people.owner, `role = 'viewer'`);
    expect(await read(demoted)).toBe(401);
  });

  test('a share link shows its report until it is ended or its maker is no owner any more', async ({
    stack,
  }) => {
    const { account, people, tokens } = company;
    const made = await act(stack, people.owner, 'createShareLinkAction', account.slug, {
      report: 'receivables',
      query: '',
    });
    const other = /"token":"([\w-]+)"/.exec(made)?.[1] ?? '';
    const shown = async (token: string) =>
      (await page(stack, `/share/${token}`, people.nobody)).body.includes('Receivables by age');
    expect([await shown(tokens.share), await shown(other)]).toEqual([true, true]);
    const { rows } = await stack.database.pool.query<{ id: string }>(
      `select id from share_links where token_hash = encode(sha256($1::bytea), 'hex')`,
      [other],
    );
    await act(stack, people.owner, 'revokeShareLinkAction', account.slug, { id: rows[0]?.id });
    expect([await shown(tokens.share), await shown(other)]).toEqual([true, false]);
    await lose(stack, people.owner, `role = 'bookkeeper'`);
    expect(await shown(tokens.share)).toBe(false);
  });

  test('an invitation lets one person in, once, and nobody when its maker is gone', async ({
    stack,
  }) => {
    const { account, people, tokens } = company;
    const made = await act(stack, people.owner, 'inviteAction', account.slug, {
      name: 'Ina Vited',
      role: 'viewer',
    });
    const later = /\/invite\/([\w-]+)/.exec(made)?.[1] ?? '';
    const enter = async (token: string) => {
      const response = await fetch(`${stack.url}/api/invite`, {
        method: 'POST',
        headers: { origin: stack.url },
        body: new URLSearchParams({ token }),
        redirect: 'manual',
      });
      return new URL(response.headers.get('location') ?? '').pathname;
    };
    expect(await enter(tokens.invite)).toBe('/overview');
    expect(await enter(tokens.invite)).toBe(`/invite/${tokens.invite}`);
    await lose(stack, people.owner, `role = 'bookkeeper'`);
    expect(await enter(later)).toBe(`/invite/${later}`);
    await stack.database.pool.query(`delete from people where name = 'Ina Vited'`);
  });
});

/** What the table promises a person: the roles of an account, one after the other. */
function verdict(role: Role, allowed: For): Verdict {
  if (allowed === 'anyone') return 'allowed';
  switch (role) {
    case 'stranger':
    case 'removed, but elsewhere still':
      return 'not_found';
    case 'nobody':
    case 'removed':
    case 'revoked':
      return 'not_signed_in';
    case 'viewer':
      return allowed === 'members' ? 'allowed' : 'forbidden';
    case 'bookkeeper':
      return allowed === 'owners' ? 'forbidden' : 'allowed';
    case 'owner':
      return 'allowed';
  }
}

const statuses: Readonly<Record<Verdict, number>> = {
  allowed: 200,
  forbidden: 403,
  not_found: 404,
  not_signed_in: 401,
};

function pageVerdict(body: string, instead: string | undefined): Verdict {
  if (body.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'not_found';
  if (/^away to \S*\/sign-in\?next=|NEXT_REDIRECT;\w+;\/sign-in/.test(body)) return 'not_signed_in';
  return instead !== undefined && body.includes(instead) ? 'forbidden' : 'allowed';
}

function actionVerdict(body: string): string {
  const code = /"error":\{"code":"(\w+)"/.exec(body)?.[1];
  // An account that is kept from somebody is not the same as a record that is not in it.
  if (code === 'not_found' && !body.includes('no such account')) return 'missing';
  if (code !== undefined) return code;
  // What comes without a result has not run.
  return /^1:\{/m.test(body) ? 'allowed' : `no result: ${body.slice(0, 200)}`;
}

async function page(
  { url }: Stack,
  address: string,
  { cookie }: Person,
): Promise<{ status: number; body: string }> {
  const response = await fetch(`${url}${address}`, { headers: { cookie }, redirect: 'manual' });
  const location = response.headers.get('location');
  const body = await response.text();
  const text = body
    .replaceAll(/&amp;|\\u0026/g, '&')
    .replaceAll(/&#x27;|&#39;/g, "'")
    .replaceAll('<!-- -->', '');
  return { status: response.status, body: location ? `away to ${location}` : text };
}

async function lose({ database }: Stack, { id }: Person, set: string): Promise<void> {
  await database.pool.query(`update memberships set ${set} where person_id = $1`, [id]);
}

async function recordsOf(stack: Stack): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [kind, name] of Object.entries({
    client: 'name',
    job: 'title',
    quote: 'title',
    invoice: 'invoice_number',
    request: 'title',
  })) {
    const [row] = await rowsRead(
      stack,
      `select id, ${name} as name from ${kind}s where length(${name}) > 3 order by id limit 1`,
    );
    Object.assign(found, { [kind]: row?.id, [`${kind} name`]: row?.name });
  }
  return found;
}

async function idsOf(stack: Stack, who: Person) {
  const [user] = await rowsRead(stack, 'select id from users order by id limit 1');
  const view = async (name: string) => {
    if (who.id === '') return '00000000-0000-4000-8000-000000000000';
    const { rows } = await stack.database.pool.query<{ id: string }>(
      `insert into saved_views (person_id, list, name, params) values ($1, 'clients', $2, '')
        on conflict (person_id, list, name) do update set params = '' returning id`,
      [who.id, name],
    );
    return rows[0]?.id ?? '';
  };
  return {
    client: real.client ?? '',
    user: user?.id ?? '',
    views: [await view('One'), await view('Two')],
  } as const;
}

function filled(text: string, shape: (value: string) => string): string {
  return text.replaceAll(/<([^>]+)>/g, (_, name: string) => shape(real[name] ?? ''));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => /\.tsx?$/.test(name));
}

function textOf(file: string): string {
  return readFileSync(path.join('app', file), 'utf8');
}

function methodsOf(file: string): string[] {
  const exported =
    /^export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|\bas (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm;
  return [...textOf(file).matchAll(exported)].map(([, made, listed]) => made ?? listed ?? '');
}

function folderOf(file: string): string {
  return path.posix.dirname(file).replace(/^api\//, '');
}

function addressOf(file: string): string {
  return `/${path.posix.dirname(file).replaceAll(/\([^)]*\)\/?/g, '')}`;
}
