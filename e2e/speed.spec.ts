import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures';
import { enoughRead } from './read-model';

test.slow();

const allowedMs = 100;

test('from list to list and from a row to its record the content stands there without a wait', async ({
  page,
  stack,
  login,
}) => {
  await login();
  await enoughRead(stack);
  const figures: string[] = [];
  const lists = ['Clients', 'Jobs', 'Quotes', 'Invoices', 'Requests'] as const;
  for (const name of [...lists, ...lists]) {
    // Coming near fetches ahead; a person needs some hundred milliseconds from there to the press.
    const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name });
    await fetchedAhead(page, () => link.hover());
    const ms = await clickToContent(page, () => link.click({ noWaitAfter: true }), name);
    figures.push(`${name.toLowerCase()} ${ms}`);
  }
  const row = page.getByRole('row').nth(3).getByRole('link').first();
  const title = await row.innerText();
  await fetchedAhead(page, () => row.hover());
  const ms = await clickToContent(page, () => row.click({ noWaitAfter: true }), title);
  figures.push(`record ${ms}`);
  console.log(
    `From click to content, ms (at most ${allowedMs} on a quiet machine): ${figures.join(', ')}`,
  );
});

/** Does what brings the pointer near and waits until what it fetches ahead has come and nothing more is asked for. */
async function fetchedAhead(page: Page, near: () => Promise<void>): Promise<void> {
  const open = new Set<Request>();
  let changedAt = Date.now();
  const begin = (request: Request) => {
    if (request.headers().rsc) open.add(request);
    changedAt = Date.now();
  };
  const end = (request: Request) => {
    open.delete(request);
    changedAt = Date.now();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  await near();
  await expect.poll(() => open.size === 0 && Date.now() - changedAt > 800).toBe(true);
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
}

/**
 * Milliseconds from the press to the first frame with that heading and rows or tabs below it, measured in the page. Fails
 * when anything else, a skeleton above all, was painted in between.
 */
async function clickToContent(
  page: Page,
  press: () => Promise<void>,
  title: string,
): Promise<number> {
  await page.evaluate((heading) => {
    const state = { ms: -1, sawSkeleton: false };
    Object.assign(window, { clickToContent: state });
    const watch = (start: number) => {
      const look = () => {
        if (document.querySelector('main [role=status][aria-label^="Reading"]'))
          state.sawSkeleton = true;
        const isThere =
          document.querySelector('h1')?.textContent?.includes(heading) &&
          document.querySelector('main [role=row] a, main [role=tab]');
        if (isThere) state.ms = Math.round(performance.now() - start);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener('click', () => watch(performance.now()), {
      capture: true,
      once: true,
    });
  }, title);
  await press();
  const result = () =>
    page.evaluate(
      () =>
        (window as unknown as { clickToContent: { ms: number; sawSkeleton: boolean } })
          .clickToContent,
    );
  await expect.poll(async () => (await result()).ms, { intervals: [50] }).toBeGreaterThanOrEqual(0);
  const { ms, sawSkeleton } = await result();
  expect(sawSkeleton, `${title} showed a skeleton first`).toBe(false);
  return ms;
}
