import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const allowedRatio = 1.35;

test('the client list sends at most 1.35 times the JavaScript of a page with one link', async ({
  page,
  login,
}) => {
  await login();
  const link = await scriptBytes(page, '/empty');
  const clients = await scriptBytes(page, '/clients');
  const ratio = clients / link;
  const figure = `${kilobytes(clients)} kB against ${kilobytes(link)} kB, ratio ${ratio.toFixed(3)}`;
  console.log(`JavaScript of the client list at first load: ${figure} (at most ${allowedRatio})`);
  expect(ratio, figure).toBeLessThanOrEqual(allowedRatio);
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
