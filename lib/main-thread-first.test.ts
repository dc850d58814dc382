import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const program = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { setPriority } from 'node:os';
  import { mainThreadFirst } from './lib/main-thread-first.ts';
  const started = Number(process.argv[1]);
  for (const id of readdirSync('/proc/self/task')) setPriority(Number(id), started);
  mainThreadFirst();
  const niceOf = (id) => Number(readFileSync('/proc/self/task/' + id + '/stat', 'utf8').split(') ')[1].split(' ')[16]);
  const ids = readdirSync('/proc/self/task').map(Number);
  console.log(JSON.stringify({ main: niceOf(process.pid), others: ids.filter((id) => id !== process.pid).map(niceOf) }));
`;

function prioritiesOf(started: number): { main: number; others: number[] } {
  const args = ['--import', 'tsx', '--input-type=module', '-e', program, String(started)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe.runIf(process.platform === 'linux')('the threads of a server', () => {
  test.each([
    ['as it was started', 0, 5],
    ['when the whole of it stands back', 10, 15],
    ['at the lowest there is', 19, 19],
  ])('stand behind the one that answers, %s', (_, started, behind) => {
    const { main, others } = prioritiesOf(started);
    expect(main).toBe(started);
    expect(others.length).toBeGreaterThan(0);
    expect(new Set(others)).toEqual(new Set([behind]));
  });
});
