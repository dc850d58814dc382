import type { Id, Records, RecordType } from './records';

/**
 * The last state of a record that changed after its world was built; null when it was destroyed.
 * @public
 */
export interface KeptRecord {
  accountId: Id;
  type: RecordType;
  id: Id;
  record: Records[RecordType] | null;
}
