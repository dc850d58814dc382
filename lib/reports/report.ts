import type { SQL } from 'drizzle-orm';
import type { Day, Period } from './period';
import type { SnapshotKind } from './snapshot-kind';

/**
 * What a report's SQL is built from. `asked` is a FROM item: the accounts of this run as
 * `s(account_id, zone, today, first_weekday, working_days)`, `today` being the day of the run in each account's zone.
 */
export type FactsContext = {
  asked: SQL;
  period: Period;
  step: 'day' | 'week' | 'month';
  asOf: Day;
  today: Day;
  now: Date;
  firstWeekday: number;
};

/** A part that the chart shows even when no row falls into it. */
export type KnownPart = { key: string; label: string };

/**
 * One report. `facts` selects the rows behind the number, with exactly these columns:
 *   account_id, id, label, client_id, client_name, day (date), part (text), amount (cents), value (number),
 *   weight (integer), rank (number; the rows show the highest first), reason, jobber_uri
 * and `measure` aggregates them as `f`, grouped by nothing, by `f.part` or by `f.account_id`. Card, chart, table, drill-down and CSV all come from this one query.
 */
export type Report = {
  facts: (context: FactsContext) => SQL;
  measure: SQL | ((context: FactsContext) => SQL);
  /**
   * The same facts added up already, from sums that are kept, where those of an account in millions would take too long:
   * account_id, part, n (how many rows) and whatever of amount, value and weight the measure reads. The measure has to be
   * one of sums, which come out alike.
   */
  summed?: (context: FactsContext) => SQL;
  /** What a part without rows is: 0 of a sum or a count, null (unknown) of a median or a share. */
  emptyPart: 0 | null;
  parts?: (context: FactsContext) => KnownPart[];
  /** A part that the figure leaves out because something about its rows is not known. */
  uncovered?: { part: string; what: string; why: string };
  /** Which snapshots answer for past days, and whether a day without one can be rebuilt from later records. */
  past?: { kind: SnapshotKind; isRebuildable: boolean };
};
