import type { Locator, Page } from '@playwright/test';

/** What stands beside a label among the facts of a record. */
export function factOf(page: Page, label: string): Locator {
  return page.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('+ dd');
}
