import type { AccountStore } from '../world/account-store';
import type { Job } from '../world/records';
import { type Args, units } from './asking';

/** Labour, expenses and line-item costs against what the job brings in. */
export function jobCosting(job: Job, _: Args, store: AccountStore) {
  const times = store.related('TimeSheetEntry', 'jobId', job.id);
  const labour = times.reduce(
    (sum, { finalDuration, labourRate }) => sum + (finalDuration / 3600) * (labourRate ?? 0),
    0,
  );
  const expense = store
    .related('Expense', 'linkedJobId', job.id)
    .reduce((sum, one) => sum + (one.total ?? 0), 0);
  const lines = store
    .related('JobLineItem', 'jobId', job.id)
    .reduce((sum, { unitCost, quantity }) => sum + (unitCost ?? 0) * quantity, 0);
  const revenue = job.jobType === 'ONE_OFF' ? job.total : Math.max(job.invoicedTotal, job.total);
  const cost = labour + expense + lines;
  return {
    id: job.id,
    labourCost: units(labour),
    labourDuration: times.reduce((sum, { finalDuration }) => sum + finalDuration, 0),
    expenseCost: units(expense),
    lineItemCost: units(lines),
    totalCost: units(cost),
    totalRevenue: units(revenue),
    profitAmount: units(revenue - cost),
    profitPercentage: revenue > 0 ? Math.round(((revenue - cost) / revenue) * 10_000) / 100 : null,
  };
}

export function visitsInfo(job: Job, _: Args, store: AccountStore) {
  const visits = store.related('Visit', 'jobId', job.id);
  const startTimes = visits.flatMap(({ startAt }) => startAt ?? []);
  const past = startTimes.filter((startAt) => startAt <= store.now);
  return {
    futureCount: startTimes.length - past.length,
    pastCount: past.length,
    scheduledCount: startTimes.length,
    unscheduledCount: visits.length - startTimes.length,
    incompleteTotal: visits.filter((visit) => visit.completedAt === null).length,
    mostRecentVisitStartAt: past.reduce<number | null>(
      (latest, startAt) => (latest === null ? startAt : Math.max(latest, startAt)),
      null,
    ),
  };
}
