import type { Comparison, Day, Period } from './period';

/**
 * What a figure counts. Money is integer cents, percent is 0–100, days and hours are decimal.
 * @public
 */
export type Unit = 'money' | 'count' | 'percent' | 'days' | 'hours';

/**
 * The kind of record that a row of a report is; each opens the page of that record.
 * @public
 */
export type RowKind =
  | 'client'
  | 'request'
  | 'quote'
  | 'job'
  | 'visit'
  | 'invoice'
  | 'payment'
  | 'person'
  | 'product'
  | 'account';

/**
 * A kind of record that the sync reads, by its name there.
 * @public
 */
export type ReadKind =
  | 'client'
  | 'request'
  | 'quote'
  | 'job'
  | 'visit'
  | 'invoice'
  | 'payment'
  | 'user'
  | 'product'
  | 'time_sheet'
  | 'expense';

/**
 * What a report must have read to be right. A need that is not met is named beside the number.
 *   history   everything back to the beginning of the period; of reports without a period, everything
 *   details   fields and lines beyond the list columns
 *   scope     the permission of the Jobber app without which Jobber shows none of these records
 * @public
 */
export type Need =
  | { kind: 'history'; of: ReadKind }
  | { kind: 'details'; of: ReadKind }
  | { kind: 'scope'; scope: string; of: ReadKind };

/**
 * Which days a report speaks of.
 * @public
 */
export type When = 'period' | 'as-of' | 'now' | 'ahead';

/**
 * One report as it is described to people; what it computes is in the file of its name.
 * @public
 */
export type ReportEntry = {
  title: string;
  question: string;
  definition: string;
  formula: string;
  when: When;
  unit: Unit;
  rows: RowKind;
  /** What the parts of the chart are: months, age bands, people … */
  parts: string;
  chart: 'columns' | 'bars' | 'line';
  group: 'money' | 'sales' | 'work' | 'people' | 'clients';
  needs: Need[];
};

/**
 * What a person chose; everything is in the URL. `asOf` defaults to today, `period` to this month.
 * @public
 */
export type ReportParams = {
  period: Period;
  comparison: Comparison;
  asOf: Day;
  part?: string;
};

/**
 * A number and what it is held against. `null` means that it cannot be known, never 0.
 * @public
 */
export type Figure = {
  value: number | null;
  unit: Unit;
  rows: number;
  before: number | null;
  beforePeriod: Period | null;
};

/**
 * One step of the chart and one row of the table that the chart draws.
 * @public
 */
export type Part = {
  key: string;
  label: string;
  value: number | null;
  rows: number;
  before: number | null;
};

/**
 * A row behind the number. `amountCents` or `value` is what it adds.
 * @public
 */
export type ReportRow = {
  accountId: number;
  kind: RowKind;
  id: string;
  label: string;
  clientId: string | null;
  clientName: string | null;
  day: Day | null;
  part: string;
  amountCents: number | null;
  value: number | null;
  reason: string | null;
  jobberUri: string | null;
};

/**
 * Something that makes the number incomplete, in words, with how many rows or which days it concerns.
 *   unread       Jobber has it, this server has not read it yet; passes by itself
 *   forbidden    Jobber does not let the app read it
 *   unrecorded   nobody knows any more how a past day stood
 *   uncovered    rows the figure leaves out because they lack something
 * @public
 */
export type Missing = {
  kind: 'unread' | 'forbidden' | 'unrecorded' | 'uncovered';
  what: string;
  why: string;
  count: number | null;
};

/**
 * How the accounts of a result write money and days: those of the first by name.
 * @public
 */
export type ResultFormats = { currency: string; locale: string; timeZone: string };

/**
 * Money in two currencies is never added up: one result per currency.
 * @public
 */
export type ReportResult = {
  currency: string;
  formats: ResultFormats;
  accountIds: number[];
  figure: Figure;
  parts: Part[];
  accounts: { accountId: number; value: number | null; rows: number }[];
  missing: Missing[];
  freshAt: string | null;
  rebuilt: 'recorded' | 'rebuilt' | null;
};

/**
 * Why money is still on the table.
 * @public
 */
export type Cause = 'overdue' | 'unbilled' | 'approved' | 'unscheduled' | 'silent' | 'ending';

/**
 * One thing to do, with what people said about it.
 * @public
 */
export type TableItem = {
  accountId: number;
  cause: Cause;
  kind: 'invoice' | 'quote' | 'job';
  id: string;
  label: string;
  clientId: string | null;
  clientName: string | null;
  amountCents: number;
  day: string | null;
  days: number | null;
  reason: string | null;
  jobberUri: string | null;
  snoozedUntil: string | null;
  assigneeId: string | null;
  assignee: string | null;
  note: string | null;
};
