import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingPlatformPackages } from './missing-platform-packages';

const lock = readFileSync('package-lock.json', 'utf8');

test('the committed lock file has the packages of every platform', () => {
  expect(missingPlatformPackages(lock)).toEqual([]);
});

test('a lock file without the macOS compiler of Next is found out', () => {
  const broken = JSON.parse(lock);
  delete broken.packages['node_modules/@next/swc-darwin-arm64'];
  expect(missingPlatformPackages(JSON.stringify(broken))).toEqual([
    expect.stringContaining('@next/swc-darwin-arm64@'),
  ]);
});
