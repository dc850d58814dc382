import { runSlice, type SliceOptions } from '@/lib/sync/slice';
import { concurrency, pollMs, restMs } from '@/lib/worker/pace';
import type { SandboxAccount } from '../sandbox-account';
import type { VirtualTime } from '../virtual-time';

/**
 * The worker of one process in virtual time: as many slices side by side as there, one per account, first planned first
 * run; what is planned for later starts when it is looked for.
 * @public
 */
export type WorkerPool = {
  /** Has the account looked at in `delayMs`, or sooner if that is planned already. */
  hurry: (account: Reader, delayMs: number) => void;
  /** Looks at the account no more. */
  leave: (accountId: number) => void;
  /** Resolves when the slices under way have ended; rejects with what one of them threw. */
  stop: () => Promise<void>;
};

/** @public */
export type Reader = Pick<SandboxAccount, 'accountId' | 'client' | 'database' | 'now'>;

type Planned = { reader: Reader; at: number; hurryAt: number; isRunning: boolean };

/**
 * `after` runs behind each slice.
 * @public
 */
export function workerPool(
  time: VirtualTime,
  { slots = concurrency, after }: { slots?: number; after?: () => Promise<void> } = {},
): WorkerPool {
  const accounts = new Map<number, Planned>();
  const running = new Set<Promise<void>>();
  let isOpen = true;
  let failure: unknown;

  const dueAt = ({ at, hurryAt }: Planned) => Math.min(at, hurryAt);

  function startDue(): void {
    while (isOpen && running.size < slots) {
      const [next] = [...accounts.values()]
        .filter((one) => !one.isRunning && dueAt(one) <= time.now())
        .toSorted((one, other) => dueAt(one) - dueAt(other));
      if (!next) return;
      const slice = run(next).catch((error: unknown) => {
        failure ??= error;
        isOpen = false;
      });
      running.add(slice);
      void slice.finally(() => {
        running.delete(slice);
        startDue();
      });
    }
  }

  async function run(planned: Planned): Promise<void> {
    const { database: db, accountId, client, now } = planned.reader;
    Object.assign(planned, { at: Infinity, hurryAt: Infinity, isRunning: true });
    const options: SliceOptions = { db, client, now };
    const result = await runSlice(accountId, options);
    await after?.();
    planned.isRunning = false;
    planned.at = time.now() + restMs(result, time.now());
    lookAt(planned.at);
  }

  /** Jobs for now start at once, others at the next look. */
  function lookAt(at: number): void {
    const waitMs = at - time.now();
    if (waitMs <= 0) startDue();
    else void time.sleep(Math.ceil(at / pollMs) * pollMs - time.now()).then(startDue);
  }

  return {
    hurry: (reader, delayMs) => {
      const planned = accounts.get(reader.accountId) ?? {
        reader,
        at: Infinity,
        hurryAt: Infinity,
        isRunning: false,
      };
      accounts.set(reader.accountId, planned);
      planned.hurryAt = Math.min(planned.hurryAt, time.now() + delayMs);
      lookAt(planned.hurryAt);
    },
    leave: (accountId) => void accounts.delete(accountId),
    stop: async () => {
      isOpen = false;
      while (running.size > 0) await Promise.all(running);
      if (failure !== undefined) throw failure;
    },
  };
}
