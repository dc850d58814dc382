import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails for every WCAG 2.2 AA violation on the page as it stands, with rule and element, and if it scrolls sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // After a choice the title of a page is gone until the next one has come: looked at again, not for ever.
  await expect(async () => {
    expect(await violationsOf(page), `accessibility of ${page.url()}`).toEqual([]);
  }).toPass({ timeout: 10_000 });
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, `pixels that ${page.url()} is wider than its window`).toBeLessThanOrEqual(0);
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`,
  );
}
