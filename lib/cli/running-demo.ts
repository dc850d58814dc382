import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../embedded-db/adopters';
import { rawEnv } from '../env';

/** The note that a running demo leaves for the commands beside it: its process and its environment. */
export function runningDemoFile(dir: string): string {
  return path.join(dir, 'running.json');
}

/**
 * The demo of any size that runs in this folder now, with where it keeps its data. Null where none does, and where the
 * environment names a Jobber app: commands then belong to the server of that app.
 */
export function findRunningDemo(): { dir: string; environment: Record<string, string> } | null {
  if (rawEnv('JOBBER_CLIENT_ID') !== undefined) return null;
  const places = existsSync('.data') ? readdirSync('.data') : [];
  for (const place of places.filter((name) => /^(demo|dev)(-|$)/.test(name))) {
    const dir = path.join('.data', place);
    const file = runningDemoFile(dir);
    if (!existsSync(file)) continue;
    const { pid, environment } = JSON.parse(readFileSync(file, 'utf8')) as {
      pid: number;
      environment: Record<string, string>;
    };
    if (isAlive(pid)) return { dir, environment };
  }
  return null;
}
