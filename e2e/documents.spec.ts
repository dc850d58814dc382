import { request } from 'node:http';
import type { Page } from '@playwright/test';
import { expect, type Stack, test } from './fixtures';
import { enoughRead } from './read-model';

test.slow();

test.beforeEach(async ({ signedIn, stack }) => {
  await signedIn();
  await enoughRead(stack);
});

const placeholders = /<template id="B:|\$RC\(/;

test('the document of a list comes whole, with nothing that is put in its place later', async ({
  page,
  stack,
}) => {
  for (const list of ['/clients', '/invoices']) {
    // What a process writes for the first time, it has to load the code of.
    await (await documentOf(page, stack.url, list)).rest();
    const text = await (await documentOf(page, stack.url, list)).rest();
    expect(text.includes('data-row-link'), `rows in ${list}`).toBe(true);
    expect(placeholders.test(text), `placeholders in ${list}`).toBe(false);
  }
});

test('while the database is slow the frame comes first and the rows after it', async ({
  page,
  stack,
}) => {
  await whileLocked(stack, 'clients', async (release) => {
    const document = await documentOf(page, stack.url, '/clients');
    const first = await document.first();
    await release();
    expect(first).toContain('aria-label="Pages"');
    expect(first).toContain('aria-label="Reading clients"');
    expect(first).not.toContain('data-row-link');
    expect(await document.rest()).toMatch(/data-row-link|takes too long/);
  });
});

test('the document of a record comes whole however long the frame took', async ({
  page,
  stack,
}) => {
  const { rows } = await stack.database.pool.query('select id from clients order by id limit 1');
  const path = `/clients/${encodeURIComponent(rows[0].id)}`;
  await (await documentOf(page, stack.url, path)).rest();
  await whileLocked(stack, 'app_sessions', async (release) => {
    const document = documentOf(page, stack.url, path);
    // Longer than the frame is waited for, shorter than a record.
    await stack.database.pool.query('select pg_sleep(1)');
    await release();
    const text = await (await document).rest();
    expect(text).toContain('role="tab"');
    expect(text).not.toContain('aria-label="Reading the client"');
  });
});

/** Nobody else reads `table` until `release` or the end of `test`. */
async function whileLocked(
  { database }: Stack,
  table: string,
  test: (release: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const holder = await database.pool.connect();
  const release = () => holder.query('rollback');
  try {
    await holder.query('begin');
    await holder.query(`lock table ${table} in access exclusive mode`);
    await test(release);
  } finally {
    await release();
    holder.release();
  }
}

/** A page as it comes over the wire: what comes first, and all of it. */
async function documentOf(page: Page, url: string, path: string) {
  const cookies = await page.context().cookies(url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return new Promise<{ first: () => Promise<string>; rest: () => Promise<string> }>(
    (resolve, reject) => {
      request(`${url}${path}`, { headers: { cookie } }, (answer) => {
        const chunks = answer.setEncoding('utf8')[Symbol.asyncIterator]();
        let text = '';
        const next = async () => {
          const { value, done } = await chunks.next();
          text += done ? '' : value;
          return !done;
        };
        resolve({
          first: async () => {
            await next();
            return text;
          },
          rest: async () => {
            while (await next());
            return text;
          },
        });
      })
        .once('error', reject)
        .end();
    },
  );
}
