import { spawn } from 'node:child_process';
import path from 'node:path';

/**
 * The full figures behind the promises, one program after the other; each prints its table and fails when a bar breaks.
 * `npm run prove -- model` runs only the steps whose name contains a word.
 */
const steps: { name: string; program: string; args?: string[] }[] = [
  { name: 'model of the refresh protocol', program: 'bench/connection/models.ts' },
  { name: 'processes over one database', program: 'bench/connection/run.ts' },
  { name: 'two servers and a browser', program: 'bench/connection/two-servers.ts' },
  { name: 'reports over 200 worlds', program: 'bench/reports/worlds.ts' },
  { name: 'receivables day by day', program: 'bench/reports/days.ts' },
  { name: 'reports on a million invoices', program: 'bench/reports/run.ts' },
  { name: 'truth over 1,000 seeds', program: 'bench/truth-run.ts', args: ['1000'] },
  { name: 'writing and neighbours', program: 'bench/db/run.ts' },
  { name: 'lists on a million rows', program: 'bench/lists/run.ts' },
  { name: 'server: pages', program: 'bench/server/run.ts' },
  { name: 'server: overview', program: 'bench/server/overview.ts' },
  { name: 'server: clicks', program: 'bench/server/clicks.ts' },
  { name: 'server: webhooks', program: 'bench/server/webhooks.ts' },
  { name: 'server: lists without Jobber', program: 'bench/server/outage.ts' },
  { name: 'server: a slow browser', program: 'bench/server/vitals.ts' },
  { name: 'first read against other plans', program: 'bench/sync.ts', args: ['large'] },
  { name: 'reading: first screens', program: 'bench/reading/run.ts', args: ['screens'] },
  { name: 'reading: two workers', program: 'bench/reading/run.ts', args: ['workers', 'medium'] },
  { name: 'reading: newcomers', program: 'bench/reading/run.ts', args: ['newcomer', 'large'] },
  { name: 'reading: freshness', program: 'bench/reading/run.ts', args: ['fresh', 'medium'] },
  { name: 'reading: drift', program: 'bench/reading/run.ts', args: ['drift'] },
];

const words = process.argv.slice(2);
const chosen = steps.filter(({ name }) => words.every((word) => name.includes(word)));
const lines: string[] = [];
for (const { name, program, args = [] } of chosen) {
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const ok = await succeeds(program, args);
  lines.push(`${ok ? 'ok  ' : 'FAIL'} ${name} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  if (!ok) process.exitCode = 1;
}
console.log(`\n${lines.join('\n')}`);

async function succeeds(program: string, args: string[]): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', path.normalize(program), ...args],
    { stdio: 'inherit' },
  );
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}
