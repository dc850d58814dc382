import type { Page, Request } from 'playwright';
import { grownAccount } from '../lists/grown-account';
import { readThrough } from '../lists/read-through';
import { concluded, median, rounded } from '../timing';
import { openBrowser, openWindow, startBuiltApp } from './built-app';

/*
 * From the press on a link to the frame that shows rows or a record, between any two lists and from each list to one of its
 * records, on an account of 118,000 rows; the pointer has rested on the link until what it leads to was there. The click
 * between two empty pages of the same build takes turns with each row of them. A skeleton in between breaks the bar.
 */

const rounds = Number(process.env.ROUNDS ?? 5);
const rows = Number(process.env.ROWS ?? 118_000);
const lists = ['Clients', 'Jobs', 'Quotes', 'Invoices', 'Requests'];
const barMs = 100;

type Click = { ms: number; sawSkeleton: boolean };

const app = await startBuiltApp({ worker: false });
try {
  const scope = await grownAccount(app.database, 'large', rows);
  await readThrough(app.database.db, scope.accountIds[0] ?? 0);
  const browser = await openBrowser();
  const context = await openWindow(browser, app.url, await app.cookieOf(scope.personId));
  const page = await context.newPage();
  const empty = await context.newPage();
  await page.goto(`${app.url}/overview`, { waitUntil: 'networkidle' });
  await empty.goto(`${app.url}/empty`, { waitUntil: 'networkidle' });
  const samples = new Map<string, Click[]>();
  const keep = (what: string, click: Click, round: number) => {
    // The first round warms up.
    if (round > 0) samples.set(what, [...(samples.get(what) ?? []), click]);
  };
  for (let round = 0; round <= rounds; round += 1) {
    for (const from of lists) {
      for (const to of lists.filter((list) => list !== from)) {
        await toList(page, from);
        keep(`${from} → ${to}`, await toList(page, to), round);
      }
      await toList(page, from);
      keep(`${from} → record`, await toRecord(page), round);
      keep('empty page → empty page', await toOtherEmptyPage(empty), round);
    }
  }
  await browser.close();
  const medianOf = (what: string) => median((samples.get(what) ?? []).map(({ ms }) => ms));
  console.table(
    Object.fromEntries(
      lists.map((from) => [
        from,
        Object.fromEntries(
          [...lists, 'record'].map((to) => [to, from === to ? '' : medianOf(`${from} → ${to}`)]),
        ),
      ]),
    ),
  );
  const reference = medianOf('empty page → empty page');
  const pairs = [...samples.keys()].filter((what) => !what.startsWith('empty'));
  const slow = pairs.filter((what) => medianOf(what) > barMs);
  const worst = Math.max(...pairs.map(medianOf));
  const skeletons = pairs.filter((what) => samples.get(what)?.some((click) => click.sawSkeleton));
  concluded(
    {
      emptyPagesMs: reference,
      worstMs: worst,
      medianMs: median(pairs.map(medianOf)),
      worstOfEmptyPages: rounded(worst / reference, 1),
      pairs: pairs.length,
      pairsAboveBar: slow.length,
      pairsWithSkeleton: skeletons.length,
    },
    [
      ...slow.map((what) => `${what} takes more than ${barMs} ms`),
      ...skeletons.map((what) => `${what} showed a skeleton`),
    ],
  );
} finally {
  await app.close();
}

async function toList(page: Page, list: string): Promise<Click> {
  // Only the page in front is painted.
  await page.bringToFront();
  const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: list });
  await fetchedAhead(page, () => link.hover());
  const content = 'main [role=row] a[data-row-link]';
  return clicked(page, () => link.click({ noWaitAfter: true }), { heading: list, content });
}

async function toRecord(page: Page): Promise<Click> {
  const row = page.locator('a[data-row-link]').nth(2);
  await fetchedAhead(page, () => row.hover());
  return clicked(page, () => row.click({ noWaitAfter: true }), {
    heading: '',
    content: 'main [role=tab]',
  });
}

async function toOtherEmptyPage(page: Page): Promise<Click> {
  await page.bringToFront();
  const isHere = page.url().endsWith('/empty');
  const content = isHere ? 'a[href="/empty"]' : 'a[href="/empty/other"]';
  await page.locator('a').hover();
  return clicked(page, () => page.locator('a').click({ noWaitAfter: true }), {
    heading: null,
    content,
  });
}

/** Comes near a link and waits until nothing that it fetches ahead is on its way, five seconds at most. */
async function fetchedAhead(page: Page, near: () => Promise<void>): Promise<void> {
  const open = new Set<Request>();
  const begin = (request: Request) => request.headers().rsc && open.add(request);
  const end = (request: Request) => open.delete(request);
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  await near();
  // Longer than a pointer has to rest before anything is fetched.
  for (let waited = 0; waited < 5_000 && (waited < 300 || open.size > 0); waited += 100) {
    await page.waitForTimeout(100);
  }
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
}

/**
 * Milliseconds from the press to the first frame with that heading (null: whatever it says) and content, told by the page
 * itself, and whether a skeleton stood there in any frame before.
 */
async function clicked(
  page: Page,
  press: () => Promise<void>,
  wanted: { heading: string | null; content: string },
): Promise<Click> {
  await page.evaluate(({ heading, content }) => {
    const state = { ms: -1, sawSkeleton: false };
    Object.assign(globalThis, { lastClick: state });
    const before = location.pathname;
    document.addEventListener(
      'click',
      () => {
        const start = performance.now();
        const look = () => {
          // What only Jobber knows may come later, as it says.
          const skeleton =
            'main [role=status][aria-label^="Reading"]:not([aria-label$="from Jobber"])';
          if (document.querySelector(skeleton)) {
            state.sawSkeleton = true;
          }
          const title = document.querySelector('h1')?.textContent ?? '';
          const isThere =
            location.pathname !== before &&
            (heading === null || title.includes(heading)) &&
            document.querySelector(content);
          if (isThere) state.ms = Math.round(performance.now() - start);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  }, wanted);
  await press();
  const done = await page.waitForFunction(
    () => {
      const { lastClick } = globalThis as unknown as { lastClick: Click };
      return lastClick.ms >= 0 ? lastClick : null;
    },
    null,
    { timeout: 60_000 },
  );
  return (await done.jsonValue()) ?? { ms: Number.NaN, sawSkeleton: true };
}
