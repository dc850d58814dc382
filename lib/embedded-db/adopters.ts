import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Notes this process as one that uses the server in `dir`. Call inside `withLock`. */
export function adopt(dir: string): void {
  writeAdopters(dir, [...othersAlive(dir), process.pid]);
}

/** Takes this process off the list and says whether somebody else still uses the server. Call inside `withLock`. */
export function leave(dir: string): { othersRemain: boolean } {
  const others = othersAlive(dir);
  writeAdopters(dir, others);
  return { othersRemain: others.length > 0 };
}

/** Runs `work` while no other process is between the same two lines for `dir`. A lock of a dead process is taken over. */
export async function withLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(dir, 'lock');
  const mine = `${process.pid} ${randomUUID()}`;
  while (!(await tryLock(file, mine))) await pause(40);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Whether a process with this id exists.
 * @public
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function tryLock(file: string, mine: string): Promise<boolean> {
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number.parseInt(readOr(file, ''), 10);
  if (Number.isNaN(holder) || isAlive(holder)) return false;
  // Two processes may both find the dead holder: the last one to write wins, and both look again before they believe it.
  writeFileSync(file, mine);
  await pause(30);
  return readOr(file, '') === mine;
}

function othersAlive(dir: string): number[] {
  return readOr(path.join(dir, 'adopters'), '')
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && isAlive(pid));
}

function writeAdopters(dir: string, pids: number[]): void {
  writeFileSync(path.join(dir, 'adopters'), `${pids.join('\n')}\n`);
}

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
}
