import type { Locator, Page, Request } from '@playwright/test';
import { expect, test } from './fixtures';
import { enoughRead } from './read-model';

test.slow();

const lists = ['Jobs', 'Quotes', 'Invoices', 'Requests', 'Clients'];

test('from list to list and from a row to its record no skeleton comes between once the pointer has rested on the link', async ({
  page,
  stack,
  login,
}) => {
  await login();
  await enoughRead(stack);
  await page.goto('/clients', { waitUntil: 'networkidle' });
  for (const name of lists) {
    const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name });
    const skeletons = await skeletonsOf(page, async () => {
      await rests(page, link, `/${name.toLowerCase()}`);
      await link.click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      // Whatever the seed leaves of a list: its rows, or that there are none.
      const content = page.locator('main [data-row-link]').first();
      await expect(content.or(page.getByText(/match these filters/))).toBeVisible();
    });
    expect(skeletons, `on the way to ${name}`).toEqual([]);
  }
  const row = page.locator('[data-row-link]').nth(2);
  const path = (await row.getAttribute('href')) ?? '';
  const skeletons = await skeletonsOf(page, async () => {
    await rests(page, row, path);
    await row.click();
    await expect(page.locator('main [role=tab]').first()).toBeVisible();
  });
  expect(skeletons, 'on the way to a record').toEqual([]);
});

/**
 * Comes near a link and waits until the whole of the page behind it is there, its code with it. Next ends the request
 * itself when it has read enough, which the browser calls a failure. What the browser has already is not asked for
 * again, so nothing may come.
 */
async function rests(page: Page, link: Locator, path: string): Promise<void> {
  const { pathname } = new URL(path, page.url());
  const isWhole = (request: Request) =>
    new URL(request.url()).pathname === pathname &&
    request.headers().rsc !== undefined &&
    request.headers()['next-router-segment-prefetch'] === undefined;
  const atMost = { predicate: isWhole, timeout: 5_000 };
  const ended = Promise.any([
    page.waitForEvent('requestfinished', atMost),
    page.waitForEvent('requestfailed', atMost),
  ]).catch(() => undefined);
  const scripts = new Set<Request>();
  const begins = (request: Request) => {
    if (request.resourceType() === 'script') scripts.add(request);
  };
  const ends = (request: Request) => scripts.delete(request);
  page.on('request', begins).on('requestfinished', ends).on('requestfailed', ends);
  await link.hover();
  await ended;
  // What the answer names is asked for once the browser has read it, which may be after its end was told here.
  let quietPolls = 0;
  const quiet = () => (quietPolls = scripts.size === 0 ? quietPolls + 1 : 0);
  await expect.poll(quiet, { intervals: [50] }).toBeGreaterThan(6);
  page.off('request', begins).off('requestfinished', ends).off('requestfailed', ends);
}

/** The skeletons that come into the page while something is done, however short they stay. */
async function skeletonsOf(page: Page, act: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    const seen: string[] = [];
    // What only Jobber knows may come later, as it says.
    const isSkeleton = '[role=status][aria-label^="Reading"]:not([aria-label$="from Jobber"])';
    const look = (node: Node) => {
      if (!(node instanceof Element)) return;
      const found = node.matches(isSkeleton) ? node : node.querySelector(isSkeleton);
      if (found) seen.push(found.getAttribute('aria-label') ?? '');
    };
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) look(node);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    Object.assign(globalThis, { skeletonsSeen: { seen, observer } });
  });
  await act();
  return page.evaluate(() => {
    const { skeletonsSeen } = globalThis as unknown as {
      skeletonsSeen: { seen: string[]; observer: MutationObserver };
    };
    skeletonsSeen.observer.disconnect();
    return skeletonsSeen.seen;
  });
}
