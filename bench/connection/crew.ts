import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { WorkerCounts, WorkerOrder } from './worker';

/** Worker processes over one database; they end with the parent. */
export function createCrew(order: WorkerOrder) {
  const members: ChildProcess[] = [];
  const counts: WorkerCounts = { calls: 0, answered: 0, refused: {} };
  const hire = async () => {
    const child = fork(path.join(import.meta.dirname, 'worker.ts'), [JSON.stringify(order)], {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
      env: { ...process.env, LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    child.on('message', (message: WorkerCounts) => {
      counts.calls += message.calls;
      counts.answered += message.answered;
    });
    members.push(child);
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return {
    counts,
    hire,
    pids: () => members.flatMap(({ pid }) => pid ?? []),
    /** A rolling restart of one process; the new one starts while the old one ends. */
    replaceOne: async (signal: NodeJS.Signals): Promise<boolean> => {
      const oldest = members.shift();
      if (!oldest) return false;
      await Promise.all([end(oldest, signal), hire()]);
      return true;
    },
    dismiss: async () => {
      await Promise.all(members.splice(0).map((child) => end(child, 'SIGTERM')));
    },
  };
}
