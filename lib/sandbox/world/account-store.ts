import type { KeptRecord } from './kept-record';
import { idsIn, RecordIndex } from './record-index';
import { defaults, derivedStart, type New } from './record-shape';
import type { Account, Id, Millis, Patch, Records, RecordType } from './records';
import { referenceFields, referrersOf } from './references';
import { type SettledRecord, Settlement } from './settlement';
import { Transitions } from './transitions';

/**
 * What a listener hears. `isDerived`: the record moved along with another (an invoice with its payment).
 * @public
 */
export interface Change {
  accountId: Id;
  type: RecordType;
  id: Id;
  kind: 'create' | 'update' | 'destroy';
  isDerived: boolean;
  at: Millis;
}

type Tables = { [T in RecordType]: Map<Id, Records[T]> };

/**
 * The records of one Jobber account. Records are changed only through `create`, `update` and `destroy`, which keep
 * indexes, derived amounts, statuses and `updatedAt` right. A status that changes by time alone leaves `updatedAt`.
 * @public
 */
export class AccountStore {
  readonly tables: Tables;
  readonly #index = new RecordIndex();
  readonly #transitions = new Transitions();
  readonly #settlement: Settlement;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #lastNumbers = new Map<string, number>();
  #now: Millis;
  #bulkDepth = 0;

  /** `idBase` keeps the numbers of two accounts apart. */
  constructor(
    readonly account: Account,
    now: Millis,
    private readonly idBase: number,
  ) {
    this.#now = now;
    this.tables = emptyTables();
    this.#settlement = new Settlement(this, this.#transitions);
  }

  get now(): Millis {
    return this.#now;
  }

  /** Moves the clock forward; statuses that depend on it follow. */
  advanceTo(now: Millis): void {
    this.#now = Math.max(this.#now, now);
    for (const { type, id } of this.#transitions.takeDue(this.#now))
      this.#settlement.mark(type, id);
    this.#settlement.run();
  }

  find<T extends RecordType>(type: T, id: Id | null): Records[T] | null {
    return id === null ? null : (this.tables[type].get(id) ?? null);
  }

  get<T extends RecordType>(type: T, id: Id): Records[T] {
    const found = this.find(type, id);
    if (!found) throw new Error(`${this.account.name} has no ${type} ${id}`);
    return found;
  }

  all<T extends RecordType>(type: T): Records[T][] {
    return [...this.tables[type].values()];
  }

  /** The records whose reference `field` names `id`, e.g. `related('Visit', 'jobId', job.id)`. Do not keep or change the array. */
  related<T extends RecordType>(
    type: T,
    field: keyof Records[T] & string,
    id: Id,
  ): readonly Records[T][] {
    return this.#index.find(type, field, id) as readonly Records[T][];
  }

  /** The record with its derived fields right, also in the middle of `bulk`. */
  settled<T extends RecordType>(type: T, id: Id): Records[T] {
    this.#settlement.settleNow(type, id);
    return this.get(type, id);
  }

  create<T extends RecordType>(type: T, fields: New<T>): Records[T] {
    const { createdAt = this.#now, updatedAt = createdAt, ...given } = fields;
    const id = this.newId(type === 'Note' && 'kind' in given ? String(given.kind) : type);
    const record = {
      id,
      createdAt,
      updatedAt,
      ...defaults[type](),
      ...derivedStart[type](),
      ...given,
    } as unknown as Records[T];
    if (this.#bulkDepth === 0) this.#number(type, record);
    this.tables[type].set(id, record);
    this.#index.add(type, record);
    this.#settlement.touch(type, record);
    this.#finish(type, id, 'create');
    return record;
  }

  update<T extends RecordType>(type: T, id: Id, patch: Patch<T>): Records[T] {
    const record = this.get(type, id);
    this.#settlement.touch(type, record);
    const reindex = referenceFields(type).some((field) => field in patch);
    if (reindex) this.#index.remove(type, record);
    Object.assign(record, patch);
    if (reindex) this.#index.add(type, record);
    if (this.#bulkDepth === 0) record.updatedAt = this.#now;
    this.#settlement.touch(type, record);
    this.#finish(type, id, 'update');
    return record;
  }

  /** Destroys a record with everything that belongs to it; other references to it are cleared. */
  destroy(type: RecordType, id: Id): void {
    const record = this.get(type, id);
    this.#bulkFollowed(() => {
      for (const [from, field, rule] of referrersOf(type)) {
        for (const row of [...this.#index.find(from, field, id)]) {
          if (!this.tables[from].has(row.id)) continue;
          if (rule === 'destroy') this.destroy(from, row.id);
          else this.#clear(from, row.id, field, id);
        }
      }
      this.#index.remove(type, record);
      this.tables[type].delete(id);
      this.#settlement.touch(type, record);
      this.#tell({ type, id, kind: 'destroy', isDerived: false });
    });
  }

  /** Puts records back as they were kept elsewhere. Nobody is told; derived fields follow at the end. */
  restore(kept: readonly KeptRecord[]): void {
    this.bulk(() => {
      for (const { type, id, record } of kept)
        if (record === null && this.tables[type].has(id)) this.destroy(type, id);
      for (const { type, id, record } of kept) {
        if (record === null) continue;
        const known = this.find(type, id);
        if (known) this.#index.remove(type, known);
        (this.tables[type] as Map<Id, Records[RecordType]>).set(id, record);
        this.#index.add(type, record);
        this.#settlement.touch(type, record);
        this.#noteIds(record);
      }
    });
  }

  /** Writes history: amounts and statuses are settled once at the end, `updatedAt` stays as given, nobody is told. */
  bulk(write: () => void): void {
    this.#bulkDepth += 1;
    try {
      write();
    } finally {
      this.#bulkDepth -= 1;
    }
    if (this.#bulkDepth === 0) this.#settlement.run();
  }

  /** Calls `listener` after each change; returns the way to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A fresh id of a type, also for parts that are no records of their own (Email, ClientPhoneNumber, …). */
  newId(type: string): Id {
    const last = this.#lastNumbers.get(type) ?? this.idBase;
    const number = last + 1 + ((last * 7) % 5);
    this.#lastNumbers.set(type, number);
    return Buffer.from(`gid://Jobber/${type}/${number}`).toString('base64');
  }

  /** Ids that a kept record uses, its own and those of its parts, are not given out again. */
  #noteIds(record: object): void {
    for (const [id] of JSON.stringify(record).matchAll(/(?<=")Z2lkOi8v[\w+/=]+(?=")/g)) {
      const gid = Buffer.from(id, 'base64').toString('utf8');
      const [, type, number] = /^gid:\/\/Jobber\/(\w+)\/(\d+)$/.exec(gid) ?? [];
      if (!type || Number(number) <= (this.#lastNumbers.get(type) ?? this.idBase)) continue;
      this.#lastNumbers.set(type, Number(number));
    }
  }

  /** Jobs, quotes and invoices without a number get the next one. */
  #number(type: RecordType, record: object): void {
    const next = (numbers: number[]) => numbers.reduce((top, one) => Math.max(top, one), 0) + 1;
    if (type === 'Job' && 'jobNumber' in record && record.jobNumber === 0) {
      record.jobNumber = next(this.all('Job').map((job) => job.jobNumber));
    } else if (type === 'Quote' && 'quoteNumber' in record && record.quoteNumber === '') {
      record.quoteNumber = String(
        next(this.all('Quote').map((quote) => Number(quote.quoteNumber))),
      );
    } else if (type === 'Invoice' && 'invoiceNumber' in record && record.invoiceNumber === '') {
      const numbers = this.all('Invoice').map((invoice) => Number(invoice.invoiceNumber));
      record.invoiceNumber = String(next(numbers));
    }
  }

  #finish(type: RecordType, id: Id, kind: 'create' | 'update'): void {
    if (this.#bulkDepth > 0) return;
    const moved = this.#settlement.run();
    this.#tell({ type, id, kind, isDerived: false });
    this.#tellMoved(moved.filter(({ record }) => record.id !== id));
  }

  /** Runs several mutations as one: settled at the end with everyone told. */
  #bulkFollowed(write: () => void): void {
    this.#bulkDepth += 1;
    try {
      write();
    } finally {
      this.#bulkDepth -= 1;
    }
    if (this.#bulkDepth === 0) this.#tellMoved(this.#settlement.run());
  }

  #tellMoved(moved: SettledRecord[]): void {
    for (const { type, record } of moved) {
      record.updatedAt = this.#now;
      this.#tell({ type, id: record.id, kind: 'update', isDerived: true });
    }
  }

  #clear(type: RecordType, id: Id, field: string, target: Id): void {
    const record = this.get(type, id);
    const value: unknown = (record as unknown as { [field: string]: unknown })[field];
    const left = Array.isArray(value) ? idsIn(record, field).filter((one) => one !== target) : null;
    this.update(type, id, { [field]: left } as Patch<RecordType>);
    record.updatedAt = this.#now;
    this.#tell({ type, id, kind: 'update', isDerived: true });
  }

  #tell(change: Pick<Change, 'type' | 'id' | 'kind' | 'isDerived'>): void {
    for (const listener of this.#listeners) {
      listener({ ...change, accountId: this.account.id, at: this.#now });
    }
  }
}

function emptyTables(): Tables {
  const names = Object.keys(defaults) as RecordType[];
  return Object.fromEntries(names.map((type) => [type, new Map()])) as unknown as Tables;
}
