import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './scripts/find-browser';

const browser = findBrowser();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  globalSetup: './e2e/prepare.ts',
  globalTeardown: './e2e/release.ts',
  workers: 2,
  timeout: 120_000,
  // What must be there is what counts; a machine with other work on it takes its time.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    // A trace of each test, to be thrown away, costs a fifth of all time; `npm run e2e -- --trace on` makes one.
    trace: 'off',
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
