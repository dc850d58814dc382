import type { CDPSession, Page } from 'playwright';
import { grownAccount } from '../lists/grown-account';
import { concluded, median, rounded } from '../timing';
import { openBrowser, openWindow, startBuiltApp } from './built-app';

/*
 * What a person with a slow machine feels on the lists of an account of 118,000 rows: the browser's processor at a
 * quarter of its speed. Lists take turns in every round, figures are medians over the rounds. Half of what counts as
 * good is the bar. Beside it, without a bar, the same on a slow 4G line.
 */

const rounds = Number(process.env.ROUNDS ?? 5);
const rows = Number(process.env.ROWS ?? 118_000);
const paths = ['/clients', '/jobs', '/invoices', '/quotes', '/schedule/visits'];
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: 204_800,
  uploadThroughput: 93_750,
};
const bars = { lcpMs: 1_250, inpMs: 100, cls: 0.05 };

type Vitals = { lcpMs: number; inpMs: number; cls: number };

const app = await startBuiltApp({ worker: false });
try {
  const scope = await grownAccount(app.database, 'large', rows);
  const cookie = await app.cookieOf(scope.personId);
  const browser = await openBrowser();
  const measured = async (path: string, line: typeof slow4g | null): Promise<Vitals> => {
    const context = await openWindow(browser, app.url, cookie);
    const page = await context.newPage();
    await slowDown(await context.newCDPSession(page), line);
    const vitals = await vitalsOf(page, `${app.url}${path}`);
    await context.close();
    return vitals;
  };
  const seen = paths.map((path) => ({ path, plain: [] as Vitals[], onSlowLine: [] as Vitals[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { path, plain, onSlowLine } of seen) {
      const [one, slowOne] = [await measured(path, null), await measured(path, slow4g)];
      // The first round warms up: a server loads the code of a page when it is asked for it the first time.
      if (round === 0) continue;
      plain.push(one);
      onSlowLine.push(slowOne);
    }
  }
  const figures = new Map(seen.map(({ path, plain }) => [path, medians(plain)]));
  const onSlowLine = new Map(seen.map((one) => [one.path, medians(one.onSlowLine)]));
  await browser.close();
  console.table(Object.fromEntries(figures));
  console.log('on a slow 4G line:');
  console.table(Object.fromEntries(onSlowLine));
  const worst = (key: keyof Vitals) => Math.max(...[...figures.values()].map((one) => one[key]));
  const found: Vitals = { lcpMs: worst('lcpMs'), inpMs: worst('inpMs'), cls: worst('cls') };
  concluded(
    found,
    (Object.keys(bars) as (keyof Vitals)[])
      .filter((key) => found[key] > bars[key])
      .map((key) => `${key} is above ${bars[key]}`),
  );
} finally {
  await app.close();
}

function medians(all: readonly Vitals[]): Vitals {
  return {
    lcpMs: Math.round(median(all.map(({ lcpMs }) => lcpMs))),
    inpMs: Math.round(median(all.map(({ inpMs }) => inpMs))),
    cls: rounded(median(all.map(({ cls }) => cls)), 3),
  };
}

async function slowDown(session: CDPSession, line: typeof slow4g | null): Promise<void> {
  await session.send('Network.enable');
  if (line) await session.send('Network.emulateNetworkConditions', line);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** Opens a list as a newcomer's browser does and, once the page rests, searches and sorts. */
async function vitalsOf(page: Page, url: string): Promise<Vitals> {
  await page.addInitScript(() => {
    const seen = { lcpMs: 0, inpMs: 0, cls: 0, busyAt: 0 };
    Object.assign(globalThis, { seenVitals: seen });
    const observe = (type: string, read: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) read(entry);
      }).observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
    observe('largest-contentful-paint', (entry) => {
      seen.lcpMs = entry.startTime;
    });
    observe('longtask', (entry) => {
      seen.busyAt = entry.startTime + entry.duration;
    });
    observe('event', (entry) => {
      // A pointer that passes over something is no interaction.
      if ((entry as PerformanceEventTiming).interactionId) {
        seen.inpMs = Math.max(seen.inpMs, entry.duration);
      }
    });
    observe('layout-shift', (entry) => {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!shift.hadRecentInput) seen.cls += shift.value;
    });
  });
  await page.goto(url, { waitUntil: 'networkidle', timeout: 120_000 });
  await page.waitForFunction(
    () => performance.now() - (globalThis as unknown as Seen).seenVitals.busyAt > 1_000,
  );
  const shown = await page.evaluate(() => ({ ...(globalThis as unknown as Seen).seenVitals }));
  await page.getByRole('searchbox').first().pressSequentially('ker', { delay: 120 });
  await page.waitForTimeout(1_500);
  await page.getByRole('columnheader').getByRole('button').first().click();
  await page.waitForTimeout(1_500);
  const after = await page.evaluate(() => ({ ...(globalThis as unknown as Seen).seenVitals }));
  return { ...after, lcpMs: shown.lcpMs };
}

type Seen = { seenVitals: Vitals & { busyAt: number } };
