import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../embedded-db/adopters';

/** Where `npm run demo` (start) and `npm run dev` keep their data. */
export function demoFolder(mode: 'start' | 'dev'): string {
  return path.join('.data', mode === 'start' ? 'demo' : 'dev');
}

/** The note that a running demo leaves for the commands beside it: its process and its environment. */
export function runningDemoFile(dir: string): string {
  return path.join(dir, 'running.json');
}

/** The environment of the demo that runs in this folder now, or null. */
export function findRunningDemo(): Record<string, string> | null {
  for (const mode of ['start', 'dev'] as const) {
    const file = runningDemoFile(demoFolder(mode));
    if (!existsSync(file)) continue;
    const { pid, environment } = JSON.parse(readFileSync(file, 'utf8')) as {
      pid: number;
      environment: Record<string, string>;
    };
    if (isAlive(pid)) return environment;
  }
  return null;
}
