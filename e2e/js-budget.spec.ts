import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const allowedRatio = 1.35;
// Measured: 94 and 14.4 kB; it was 326 and 22 kB while every cell spelled out its classes.
const allowedHtml = { raw: 105_000, zipped: 17_000 };

test('the client list sends at most 1.35 times the JavaScript of a page with one link', async ({
  page,
  signedIn,
}) => {
  await signedIn();
  const link = await scriptBytes(page, '/empty');
  const clients = await scriptBytes(page, '/clients');
  const ratio = clients / link;
  const figure = `${kilobytes(clients)} kB against ${kilobytes(link)} kB, ratio ${ratio.toFixed(3)}`;
  console.log(`JavaScript of the client list at first load: ${figure} (at most ${allowedRatio})`);
  expect(ratio, figure).toBeLessThanOrEqual(allowedRatio);
});

test('the HTML of a client list says nothing fifty times: rows of the first screen, the others as data', async ({
  page,
  signedIn,
  stack,
}) => {
  await signedIn();
  await expect(async () => {
    const { rows } = await stack.database.pool.query<{ n: number }>(
      'select count(*)::int as n from clients where not is_archived and not is_lead',
    );
    expect(rows[0]?.n).toBeGreaterThan(50);
  }).toPass({ timeout: 90_000 });
  const html = await (await page.request.get('/clients')).text();
  const raw = Buffer.byteLength(html);
  const zipped = gzipSync(html).length;
  const figure = `${kilobytes(raw)} kB, ${kilobytes(zipped)} kB after gzip`;
  console.log(`HTML of a client list of 50 rows: ${figure}`);
  expect(html.split('data-row-link').length - 1, 'rows written by the server').toBe(24);
  expect(raw, figure).toBeLessThanOrEqual(allowedHtml.raw);
  expect(zipped, figure).toBeLessThanOrEqual(allowedHtml.zipped);
  await page.goto('/clients');
  await expect(page.locator('[data-row-link]')).toHaveCount(50);
});

/** Bytes after gzip of every script that a modern browser loads until the page is quiet. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  const count = (response: {
    request: () => { resourceType: () => string };
    body: () => Promise<Buffer>;
  }) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  };
  page.on('response', count);
  await page.goto(path, { waitUntil: 'networkidle' });
  page.off('response', count);
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
