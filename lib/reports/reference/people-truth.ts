import type { Records } from '@/lib/sandbox/world/records';
import { billedShares } from './money-truth';
import { dayNumber, grouped, type Raw, roundedShare, sum } from './raw';
import { isWithin, perAccount, sumOfAmounts, type Truth, type TruthRow } from './truth';
import { doneValue } from './work-truth';

type Entry = Records['TimeSheetEntry'];
type Worked = { entry: Entry; seconds: number; cents: number | null };

/** Every minute of a person once: within a day, an entry counts from where those begun before it have ended. */
function worked(raw: Raw): Worked[] {
  const entries = raw
    .all('TimeSheetEntry')
    .filter((entry) => entry.endAt !== null && entry.timeSheetCategory !== 'BREAK')
    .sort((a, b) => a.startAt - b.startAt || (a.id < b.id ? -1 : 1));
  const days = grouped(entries, (entry) => `${entry.userId} ${raw.day(entry.startAt)}`);
  return [...days.values()].flatMap((own) => {
    let until = Number.NEGATIVE_INFINITY;
    return own.map((entry) => {
      const endAt = entry.endAt ?? 0;
      const seconds = Math.floor(Math.max(0, endAt - Math.max(entry.startAt, until)) / 1000);
      until = Math.max(until, endAt);
      return { entry, seconds, cents: labour(raw, entry, seconds) };
    });
  });
}

function labour(raw: Raw, entry: Entry, seconds: number): number | null {
  const day = raw.day(entry.startAt);
  const own = raw.rates
    .filter((rate) => rate.userId === entry.userId && rate.from <= day)
    .sort((a, b) => b.from - a.from)[0];
  if (own) return roundedShare(seconds * own.hourlyCents * (100 + own.burdenPercent), 360_000);
  return entry.labourRate === null ? null : roundedShare(seconds * entry.labourRate, 3_600);
}

export const jobProfit: Truth = {
  figure: (rows, of) => (of === 'part' && rows[0]?.part === 'no-cost' ? null : sumOfAmounts(rows)),
  rows: perAccount((raw, asked) => {
    const hours = grouped(worked(raw), ({ entry }) => entry.jobId ?? '');
    const lines = grouped(raw.all('JobLineItem'), (line) => line.jobId);
    const expenses = grouped(raw.all('Expense'), (expense) => expense.linkedJobId ?? '');
    const shares = grouped(
      raw
        .all('Invoice')
        .filter((invoice) => invoice.invoiceStatus !== 'draft')
        .flatMap(billedShares),
      (share) => share.jobId,
    );
    return raw.all('Job').flatMap((job) => {
      if (job.completedAt === null || !isWithin(raw, job.completedAt, asked)) return [];
      const billed = sum((shares.get(job.id) ?? []).map((share) => share.cents));
      const costed = (lines.get(job.id) ?? []).flatMap(({ unitCost, quantity }) =>
        unitCost === null ? [] : [Math.round(unitCost * quantity)],
      );
      const perUnit = sum(costed);
      const isRepeated = job.jobType === 'RECURRING' && job.total > 0;
      const line = isRepeated ? roundedShare(perUnit * job.invoicedTotal, job.total) : perUnit;
      const wages = (hours.get(job.id) ?? []).flatMap(({ cents }) =>
        cents === null ? [] : [cents],
      );
      const spent = (expenses.get(job.id) ?? []).flatMap(({ total }) =>
        total === null ? [] : [total],
      );
      const profit = billed - line - sum(wages) - sum(spent);
      const isUnknown = costed.length + wages.length + spent.length === 0;
      return [
        {
          id: job.id,
          part: isUnknown ? 'no-cost' : marginBand(profit, billed),
          amount: isUnknown ? null : profit,
          value: isUnknown || billed === 0 ? null : (100 * profit) / billed,
          weight: 1,
        },
      ];
    });
  }),
};

function marginBand(profit: number, billed: number): string {
  if (profit < 0) return 'loss';
  if (profit < 0.2 * billed) return 'under-20';
  return profit < 0.4 * billed ? '20-39' : '40+';
}

export const revenuePerHour: Truth = {
  figure: (rows) => {
    const tracked = rows.filter((row) => row.weight > 0);
    const seconds = sum(tracked.map((row) => row.weight));
    return seconds === 0 ? null : roundedShare(3600 * sumOfAmounts(tracked), seconds);
  },
  rows: perAccount((raw, asked) => {
    const hours = grouped(worked(raw), ({ entry }) => entry.visitId ?? '');
    const visits = grouped(raw.all('Visit'), (visit) => visit.jobId);
    return raw.all('Visit').flatMap((visit): Omit<TruthRow, 'accountId'>[] => {
      const job = raw.find('Job', visit.jobId);
      if (!job || visit.completedAt === null || !isWithin(raw, visit.completedAt, asked)) return [];
      const value = doneValue(raw, job, visit, visits.get(job.id) ?? []);
      const own = (hours.get(visit.id) ?? []).filter(({ seconds }) => seconds > 0);
      const total = sum(own.map(({ seconds }) => seconds));
      if (total === 0) {
        const part = 'No hours tracked';
        return [{ id: visit.id, part, amount: value, value: null, weight: 0 }];
      }
      const people = grouped(own, ({ entry }) => nameOf(raw, entry.userId));
      return [...people].map(([part, entries]) => {
        const seconds = sum(entries.map((one) => one.seconds));
        const amount = roundedShare(value * seconds, total);
        return { id: visit.id, part, amount, value: seconds / 3600, weight: seconds };
      });
    });
  }),
};

const nameOf = (raw: Raw, userId: string): string =>
  raw.find('User', userId)?.name.full ?? 'Unknown person';

export const utilisation: Truth = {
  figure: (rows) => {
    const available = sum(rows.map((row) => row.weight));
    const used = sum(rows.map((row) => row.value ?? 0));
    return available === 0 ? null : (100 * 3600 * used) / available;
  },
  rows: perAccount((raw, asked) => {
    const inPeriod = worked(raw).filter(({ entry }) => isWithin(raw, entry.startAt, asked));
    const last = Math.min(dayNumber(asked.period.to), raw.today);
    const days = workingDays(raw, dayNumber(asked.period.from), last);
    return [...grouped(inPeriod, ({ entry }) => entry.userId)].map(([userId, own]) => ({
      id: userId,
      part: nameOf(raw, userId),
      amount: null,
      value:
        sum(own.filter(({ entry }) => entry.jobId !== null).map(({ seconds }) => seconds)) / 3600,
      weight: days * 8 * 3600,
    }));
  }),
};

/** How many days of work lie between two days, both included. */
export function workingDays(raw: Raw, from: number, to: number): number {
  let count = 0;
  for (let day = from; day <= to; day += 1) {
    if (raw.workingDays.includes((day + 4) % 7)) count += 1;
  }
  return count;
}
