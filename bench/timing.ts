import { loadavg } from 'node:os';

/**
 * Milliseconds of one thing that was timed again and again.
 * @public
 */
export type Timed = { name: string; p50: number; p95: number; p99: number };

/**
 * Something to time; one that answers a number says itself how many milliseconds it took.
 * @public
 */
export type Task = { name: string; run: () => Promise<unknown> };

/**
 * Rounds over all tasks in turn, so that a busy machine slows all of them alike; the first three rounds warm up.
 * @public
 */
export async function timedInTurn(tasks: readonly Task[], rounds: number): Promise<Timed[]> {
  const samples = tasks.map((): number[] => []);
  for (let round = -3; round < rounds; round += 1) {
    for (const [at, task] of tasks.entries()) {
      const started = performance.now();
      const own = await task.run();
      const ms = typeof own === 'number' ? own : performance.now() - started;
      if (round >= 0) samples[at]?.push(ms);
    }
  }
  return tasks.map(({ name }, at) => timed(name, samples[at] ?? []));
}

/**
 * The quantiles of milliseconds measured elsewhere.
 * @public
 */
export function timed(name: string, samples: readonly number[]): Timed {
  const sorted = samples.toSorted((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { name, p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
}

/**
 * The middle one, of an even number the upper; 0 of none.
 * @public
 */
export function median(values: readonly number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * One line for each, under a title.
 * @public
 */
export function printTimes(title: string, times: readonly Timed[]): void {
  console.log(`\n${title.padEnd(42)} p50 ms   p95 ms   p99 ms`);
  for (const { name, p50, p95, p99 } of times) {
    const figures = [p50, p95, p99].map((ms) => ms.toFixed(2).padStart(8)).join(' ');
    console.log(`  ${name.padEnd(38)} ${figures}`);
  }
}

/**
 * Prints the figures as one line of JSON with the machine's load, then every bar that broke, and sets the exit code.
 * @public
 */
export function concluded(figures: Record<string, unknown>, broken: readonly string[]): void {
  const load = Number(loadavg()[0]?.toFixed(1));
  console.log(JSON.stringify({ node: process.versions.node, load, ...figures }));
  for (const bar of broken) console.log(`Broken: ${bar}`);
  if (broken.length === 0) console.log('All bars hold.');
  else process.exitCode = 1;
}

/**
 * A figure cut to what is worth reading.
 * @public
 */
export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
