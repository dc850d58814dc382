import type { Id, Records, RecordType } from './records';
import { referenceFields } from './references';

type Row = Records[RecordType];

/** Records by what they name: `Visit.jobId` → the visits of a job. Fields may hold one id, several, or null. */
export class RecordIndex {
  readonly #rows = new Map<string, Map<Id, Row[]>>();

  add(type: RecordType, row: Row): void {
    for (const field of referenceFields(type)) this.#put(type, field, row);
  }

  remove(type: RecordType, row: Row): void {
    for (const field of referenceFields(type)) this.#take(type, field, row);
  }

  find(type: RecordType, field: string, id: Id): readonly Row[] {
    return this.#rows.get(`${type}.${field}`)?.get(id) ?? [];
  }

  #put(type: RecordType, field: string, row: Row): void {
    const key = `${type}.${field}`;
    let byId = this.#rows.get(key);
    if (!byId) {
      byId = new Map();
      this.#rows.set(key, byId);
    }
    for (const id of idsIn(row, field)) {
      const rows = byId.get(id);
      if (rows) rows.push(row);
      else byId.set(id, [row]);
    }
  }

  #take(type: RecordType, field: string, row: Row): void {
    const byId = this.#rows.get(`${type}.${field}`);
    for (const id of idsIn(row, field)) {
      const rows = byId?.get(id);
      const at = rows?.indexOf(row) ?? -1;
      if (rows && at >= 0) rows.splice(at, 1);
    }
  }
}

/** The ids in a reference field of a record of any type. */
export function idsIn(row: Row, field: string): Id[] {
  const value: unknown = (row as unknown as { [field: string]: unknown })[field];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}
