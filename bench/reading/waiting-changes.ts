import { getTableName } from 'drizzle-orm';
import type { TestDatabase } from '@/db/test-db';
import type { AccountStore, Change } from '@/lib/sandbox/world/account-store';
import type { RecordType } from '@/lib/sandbox/world/records';
import { entities } from '@/lib/sync/entities';
import type { Kind } from '@/lib/sync/entity';
import type { Expected, JobberView } from './jobber-view';

/**
 * Which net catches a change: `dated` by its updatedAt or the order of payments, `day` visits from yesterday to two days ahead,
 * `later` all other visits, `undated` properties, products and users, `deleted` what is gone at Jobber.
 * @public
 */
export type Net = 'dated' | 'day' | 'later' | 'undated' | 'deleted';

/** @public */
export const nets: readonly Net[] = ['dated', 'day', 'later', 'undated', 'deleted'];

type Waiting = { kind: Kind; id: string; net: Net; at: number };

/**
 * Every change at Jobber until the read model says the same, and how long that took.
 * @public
 */
export class WaitingChanges {
  readonly seenAfterMs: Record<Net, number[]> = {
    dated: [],
    day: [],
    later: [],
    undated: [],
    deleted: [],
  };
  private waiting: Waiting[] = [];
  private isLooking = false;

  constructor(
    private readonly database: TestDatabase,
    private readonly accountId: number,
    private readonly store: AccountStore,
    private readonly view: JobberView,
  ) {}

  /** Waits for this change from now on. */
  add(change: Change): void {
    const kind = kindsOf[change.type];
    if (kind)
      this.waiting.push({ kind, id: change.id, net: this.netOf(change, kind), at: change.at });
  }

  /** Takes off what the read model shows at `now`, and changes of records that are gone since. */
  async look(now: number): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    const still: Waiting[] = [];
    const before = this.waiting;
    this.waiting = [];
    for (const one of before) {
      const expected = await this.view(one.kind, one.id);
      // What was changed and then deleted can only be seen to be gone, and its delete waits too.
      if (!expected && one.net !== 'deleted') continue;
      if (await this.isShown(one, expected)) this.seenAfterMs[one.net].push(now - one.at);
      else still.push(one);
    }
    this.waiting = [...still, ...this.waiting];
    this.isLooking = false;
  }

  /** How many changes of a net are not shown. */
  left(net: Net): number {
    return this.waiting.filter((one) => one.net === net).length;
  }

  private async isShown({ kind, id }: Waiting, expected: Expected | null): Promise<boolean> {
    const { rows } = await this.database.pool.query<Record<string, string | null>>(
      `select * from ${getTableName(entities[kind].table)} where account_id = $1 and id = $2`,
      [this.accountId, id],
    );
    const [row] = rows;
    if (!expected || !row) return !expected && !row;
    if (row.hash !== expected.hash) return false;
    return expected.detailHash === null || row.detail_hash === expected.detailHash;
  }

  private netOf({ type, id, kind: what }: Change, kind: Kind): Net {
    if (what === 'destroy') return 'deleted';
    if (type !== 'Visit') return entities[kind].isDated || kind === 'payment' ? 'dated' : 'undated';
    const { startAt } = this.store.get('Visit', id);
    const days = ((startAt ?? Infinity) - this.store.now) / 86_400_000;
    return days > -1 && days < 2 ? 'day' : 'later';
  }
}

const kindsOf: { [T in RecordType]?: Kind } = {
  Client: 'client',
  Property: 'property',
  Request: 'request',
  Quote: 'quote',
  Job: 'job',
  Visit: 'visit',
  Invoice: 'invoice',
  PaymentRecord: 'payment',
  TimeSheetEntry: 'time_sheet',
  Expense: 'expense',
};
