import type { Missing, ReportRow, ResultFormats, TableItem, Unit } from './contract';

/**
 * Everything a number can say of itself. `counted` are the rows it is made of, `added` what their amounts add up to (null
 * where the number is no sum); the first of them are in `rows`, `apart` names what it leaves out on purpose.
 * @public
 */
export type ExplainedNumber = {
  title: string;
  definition: string;
  formula: string;
  value: number | null;
  unit: Unit;
  formats: ResultFormats;
  /** The days it speaks of, in words of the account's calendar. */
  days: { from: string; to: string } | { on: string } | null;
  counted: number;
  added: number | null;
  rows: Pick<
    ReportRow,
    'accountId' | 'kind' | 'id' | 'label' | 'clientName' | 'amountCents' | 'value' | 'reason'
  >[];
  apart: { label: string; rows: number; amountCents: number }[];
  missing: Missing[];
  faults: { fault: string; title: string; effect: string; rows: number; amountCents: number }[];
  freshAt: string | null;
  rebuilt: 'recorded' | 'rebuilt' | null;
};

/**
 * An item of the money left on the table as a row behind a number.
 */
export function asRow(item: TableItem): ExplainedNumber['rows'][number] {
  const { accountId, kind, id, label, clientName, amountCents, reason } = item;
  return { accountId, kind, id, label, clientName, amountCents, value: null, reason };
}
