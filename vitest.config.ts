import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      'server-only': path.join(import.meta.dirname, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: ['{app,lib,db,bench,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['db/test-server-release.ts'],
    // A test waits for Postgres half of its time: one worker, which two cores get by default, would leave a core idle.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
