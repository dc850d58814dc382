import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The Chromium for browser tests: null means Playwright's own is installed, undefined that there is none. */
export function findBrowser(): string | null | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  if (existsSync(chromium.executablePath())) return null;
  return ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => existsSync(path),
  );
}
