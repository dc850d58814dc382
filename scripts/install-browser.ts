import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser';

/** Makes sure that browser tests have a Chromium, and says in one line what to do when that is not possible. */
if (findBrowser() === undefined && !byPlaywright() && !byApt()) {
  console.error(
    'No browser for the tests. Install Chromium or Google Chrome, or set CHROMIUM_PATH to one.',
  );
  process.exit(1);
}
console.log(`Browser: ${findBrowser() ?? "Playwright's own"}`);

function byPlaywright(): boolean {
  return spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore' }).status === 0;
}

function byApt(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit' }).status === 0;
  const hasInstalled = (name: string) => apt('install', '-y', '-q', name);
  return (
    apt('update', '-q') &&
    (hasInstalled('chromium-headless-shell') || hasInstalled('chromium')) &&
    findBrowser() !== undefined
  );
}
