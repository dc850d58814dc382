import { spawn } from 'node:child_process';

/** Proves every report against its reference over 200 random worlds; `npm test` proves the first 30 of them. */
const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  'lib/reports/reference',
  '--reporter=verbose',
];
const child = spawn(process.execPath, vitest, {
  stdio: 'inherit',
  env: { ...process.env, FIELDBOARD_WORLDS: process.argv[2] ?? '200' },
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
