import { readdirSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

const stepsBehind = 5;
const lowest = 19;

/**
 * Lets the threads that collect garbage, compile and compress stand back behind the one that answers. Everybody waits for
 * that one, and on two cores they take its core from it while the other has nothing to do. Linux alone gives threads
 * priorities of their own; elsewhere nothing happens, and no rights are needed. Threads that begin later are not moved.
 * @public
 */
export function mainThreadFirst(): void {
  if (process.platform !== 'linux') return;
  const main = String(process.pid);
  const threads = threadIds();
  // Without the main one among them, these are not numbers that this process may use.
  if (!threads.includes(main)) return;
  const behind = Math.min(lowest, getPriority(process.pid) + stepsBehind);
  for (const thread of threads) if (thread !== main) lower(Number(thread), behind);
}

function threadIds(): string[] {
  try {
    return readdirSync('/proc/self/task');
  } catch {
    return [];
  }
}

function lower(thread: number, priority: number): void {
  try {
    setPriority(thread, priority);
  } catch {
    // It has ended meanwhile, or the system forbids it: pages are as right without.
  }
}
