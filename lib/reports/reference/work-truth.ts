import type { Records } from '@/lib/sandbox/world/records';
import { netOf } from './money-truth';
import {
  dayNumber,
  grouped,
  middle,
  monthOf,
  type Raw,
  roundedShare,
  sum,
  yearBefore,
} from './raw';
import { ageBandOf, perAccount, sumOfAmounts, type Truth, totalWithout, weekKey } from './truth';

type Job = Records['Job'];
type Visit = Records['Visit'];

const visitsByJob = (raw: Raw) => grouped(raw.all('Visit'), (visit) => visit.jobId);
const isAhead = (raw: Raw, visit: Visit): boolean =>
  visit.completedAt === null && visit.startAt !== null && visit.startAt >= raw.now;

export const unbilledWork: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw) => {
    const visits = visitsByJob(raw);
    return raw.all('Job').flatMap((job) => {
      if (job.jobStatus === 'archived' || job.uninvoicedTotal <= 0) return [];
      const done = (visits.get(job.id) ?? []).filter((visit) => visit.completedAt !== null);
      const hasUnbilledVisit = done.some((visit) => visit.invoiceId === null);
      const isPerVisit = job.billingType === 'VISIT_BASED' && hasUnbilledVisit;
      if (job.jobStatus !== 'requires_invoicing' && !isPerVisit) return [];
      const last = done.map((visit) => raw.day(visit.completedAt ?? 0));
      const doneDay = last.length > 0 ? Math.max(...last) : raw.day(job.endAt ?? job.updatedAt);
      const age = raw.today - doneDay;
      const amount = job.uninvoicedTotal;
      return [{ id: job.id, part: ageBandOf(age), amount, value: age, weight: 1 }];
    });
  }),
};

// How a backlog stood on a past day nobody can tell from today's records.
export const unscheduledBacklog: Truth = {
  figure: (rows, of, raws, asked) =>
    of === 'whole' && dayNumber(asked.asOf) < (raws[0]?.today ?? 0) ? null : sumOfAmounts(rows),
  rows: (raws, asked) =>
    dayNumber(asked.asOf) < (raws[0]?.today ?? 0) ? [] : backlogRows(raws, asked),
};

const backlogRows = perAccount((raw) => {
  const visits = visitsByJob(raw);
  const isWithoutDate = (job: Job) =>
    job.jobStatus === 'unscheduled' ||
    (['action_required', 'on_hold'].includes(job.jobStatus) &&
      !(visits.get(job.id) ?? []).some((visit) => isAhead(raw, visit)));
  return raw
    .all('Job')
    .filter(isWithoutDate)
    .map((job) => {
      const age = raw.today - raw.day(job.createdAt);
      const amount = job.uninvoicedTotal;
      return { id: job.id, part: ageBandOf(age), amount, value: age, weight: 1 };
    });
});

export const lateWork: Truth = {
  figure: (rows) => rows.length,
  rows: perAccount((raw) =>
    raw
      .all('Visit')
      .filter((visit) => visit.completedAt === null && visit.endAt !== null)
      .filter((visit) => (visit.endAt ?? 0) < raw.now)
      .filter((visit) => raw.find('Job', visit.jobId)?.jobStatus !== 'archived')
      .map((visit) => {
        const days = raw.today - raw.day(visit.endAt ?? 0);
        const part = days <= 0 ? 'today' : days <= 7 ? '1-7' : days <= 30 ? '8-30' : '30+';
        return { id: visit.id, part, amount: null, value: days, weight: 1 };
      }),
  ),
};

export const bookedAhead: Truth = {
  figure: totalWithout('later'),
  rows: (raws, asked) => {
    // The weeks are those of the first account, so that all accounts share one chart.
    const lastDay = (raws[0]?.today ?? 0) + 8 * 7 - 1;
    return raws.flatMap((raw) => {
      const visits = visitsByJob(raw);
      return raw.all('Visit').flatMap((visit) => {
        const job = raw.find('Job', visit.jobId);
        if (!job || job.jobStatus === 'archived' || !isAhead(raw, visit)) return [];
        const day = raw.day(visit.startAt ?? 0);
        return [
          {
            accountId: raw.accountId,
            id: visit.id,
            part: day > lastDay ? 'later' : weekKey(day, asked.firstWeekday),
            amount: plannedValue(raw, job, visit, visits.get(job.id) ?? []),
            value: null,
            weight: 1,
          },
        ];
      });
    });
  },
};

function plannedValue(raw: Raw, job: Job, visit: Visit, visits: Visit[]): number {
  if (job.billingType === 'VISIT_BASED') return job.total;
  if (job.jobType === 'RECURRING') return monthlyShare(raw, job, visit, visits);
  const open = visits.filter((other) => other.completedAt === null).length;
  return roundedShare(job.uninvoicedTotal, open);
}

/** A month's price over the visits of that month. */
function monthlyShare(raw: Raw, job: Job, visit: Visit, visits: Visit[]): number {
  const month = (other: Visit) => (other.startAt === null ? null : monthOf(raw.day(other.startAt)));
  return roundedShare(job.total, monthCounts(visits, month).get(month(visit)) ?? 0);
}

const countsOfJobs = new WeakMap<Visit[], Map<number | null, number>>();

/** How many visits of a job lie in each month, counted once for all of them: a job may have thousands. */
function monthCounts(visits: Visit[], month: (visit: Visit) => number | null) {
  const known = countsOfJobs.get(visits);
  if (known) return known;
  const counts = new Map<number | null, number>();
  for (const visit of visits) counts.set(month(visit), (counts.get(month(visit)) ?? 0) + 1);
  countsOfJobs.set(visits, counts);
  return counts;
}

/** What a completed visit was worth: its price, its share of the month, or its share of the whole job. */
export function doneValue(raw: Raw, job: Job, visit: Visit, visits: Visit[]): number {
  if (job.billingType === 'VISIT_BASED') return job.total;
  if (job.jobType === 'RECURRING' && visit.startAt !== null) {
    return monthlyShare(raw, job, visit, visits);
  }
  return roundedShare(job.total, visits.length);
}

export const clientValue: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw, asked) => {
    const on = dayNumber(asked.asOf);
    const invoices = grouped(raw.all('Invoice'), (invoice) => invoice.clientId);
    const visits = grouped(raw.all('Visit'), (visit) => visit.clientId);
    return [...new Set([...invoices.keys(), ...visits.keys()])].flatMap((id) => {
      const billed = (invoices.get(id) ?? []).filter((invoice) => {
        if (invoice.issuedDate === null || invoice.invoiceStatus === 'draft') return false;
        const day = raw.day(invoice.issuedDate);
        return day > yearBefore(on) && day <= on;
      });
      const done = (visits.get(id) ?? [])
        .filter((visit) => visit.completedAt !== null)
        .map((visit) => raw.day(visit.completedAt ?? 0));
      const days = [...new Set(done)].filter((day) => day <= on).sort((a, b) => a - b);
      if (billed.length === 0 && days.length === 0) return [];
      const gaps = days.slice(1).map((day, at) => day - (days[at] ?? day));
      const last = days.at(-1);
      const gap = last === undefined ? null : on - last;
      const isLapsed = gap !== null && gap > 2 * (middle(gaps) ?? 0);
      const part = days.length < 3 ? 'few-visits' : isLapsed ? 'lapsed' : 'in-rhythm';
      const amount = sum(billed.map(netOf));
      return [{ id, part, amount, value: gap, weight: 1 }];
    });
  }),
};
