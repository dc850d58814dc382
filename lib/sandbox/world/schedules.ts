import { dayMs, localMonth, startOfDay, startOfNextDay, startOfNextMonth } from './local-time';
import type {
  Assessment,
  Cents,
  Invoice,
  InvoiceLineItem,
  Job,
  JobLineItem,
  JobStatus,
  Millis,
  Request,
  RequestStatus,
  Visit,
  VisitStatus,
} from './records';

const never = Number.POSITIVE_INFINITY;

/**
 * Status of a visit at `now` in a time zone (Jobber takes the zone as an argument).
 * @public
 */
export function visitStatusAt(visit: Visit, now: Millis, timezone: string): VisitStatus {
  return visitStatus(visit, now, timezone).status;
}

/** Status of a visit, and when time alone changes it next. */
export function visitStatus(
  visit: Visit,
  now: Millis,
  timezone: string,
): { status: VisitStatus; changesAt: Millis } {
  if (visit.completedAt !== null) return { status: 'COMPLETED', changesAt: never };
  const { startAt } = visit;
  if (startAt === null) return { status: 'UNSCHEDULED', changesAt: never };
  const endAt = visit.endAt ?? startAt;
  if (endAt < now) return { status: 'LATE', changesAt: never };
  if (startAt < startOfNextDay(now, timezone)) return { status: 'TODAY', changesAt: endAt + 1 };
  return { status: 'UPCOMING', changesAt: startOfDay(startAt, timezone) };
}

/** Status of a request: what became of it, else where its assessment stands. */
export function requestStatus(
  request: Request,
  assessment: Assessment | undefined,
  isConverted: boolean,
  now: Millis,
  timezone: string,
): { status: RequestStatus; changesAt: Millis } {
  const settled = (status: RequestStatus) => ({ status, changesAt: never });
  if (request.archivedAt !== null) return settled('archived');
  if (isConverted) return settled('converted');
  if (request.completedAt !== null) return settled('completed');
  if (!assessment) return settled('new');
  if (assessment.completedAt !== null) return settled('assessment_completed');
  const { startAt } = assessment;
  if (startAt === null) return settled('unscheduled');
  const endAt = assessment.endAt ?? startAt;
  if (endAt < now) return settled('overdue');
  if (startAt < startOfNextDay(now, timezone)) return { status: 'today', changesAt: endAt + 1 };
  return { status: 'upcoming', changesAt: startOfDay(startAt, timezone) };
}

interface JobParts {
  lines: readonly JobLineItem[];
  visits: readonly Visit[];
  invoiceLines: readonly InvoiceLineItem[];
  invoices: readonly Invoice[];
}

/** The money of a job. Jobber documents none of the recurring cases; see the field comments in `records.ts`. */
export function jobTotals(job: Job, { lines, visits, invoiceLines }: JobParts, timezone: string) {
  const total = sum(lines.map((line) => line.totalPrice));
  const invoicedTotal = sum(invoiceLines.map((line) => line.totalPrice));
  const unbilled = visits.filter((visit) => visit.completedAt !== null && visit.invoiceId === null);
  const isOneOffFixed = job.jobType === 'ONE_OFF' && job.billingType === 'FIXED_PRICE';
  const leftOfTotal = Math.max(0, total - invoicedTotal);
  const unbilledTotal = isOneOffFixed
    ? unbilled.length > 0
      ? leftOfTotal
      : 0
    : total * unbilledUnits(job, unbilled, timezone);
  return {
    total,
    invoicedTotal,
    uninvoicedTotal: isOneOffFixed ? leftOfTotal : unbilledTotal,
    completedAndUninvoicedVisitsCount: unbilled.length,
    completedAndUninvoicedVisitsTotal: unbilledTotal,
  };
}

/** When a job counts as complete: `completedAt` moves when invoicing clears, not when the work ends. */
export function jobCompletedAt(job: Job, { visits, invoices }: JobParts): Millis | null {
  if (job.closedAt !== null) return job.closedAt;
  const isWorkOpen = visits.length === 0 || visits.some((visit) => visit.completedAt === null);
  if (isWorkOpen || job.uninvoicedTotal > 0) return null;
  let last = 0;
  for (const visit of visits) last = Math.max(last, visit.completedAt ?? 0);
  for (const invoice of invoices) last = Math.max(last, invoice.createdAt);
  return last;
}

/** Status of a job, and when time alone changes it next. `active` and `on_hold` are filters, never derived. */
export function jobStatus(
  job: Job,
  { visits }: JobParts,
  now: Millis,
  timezone: string,
): { status: JobStatus; changesAt: Millis } {
  if (job.closedAt !== null) return { status: 'archived', changesAt: never };
  const tomorrow = startOfNextDay(now, timezone);
  let changesAt = never;
  let isLate = false;
  let isToday = false;
  let isUpcoming = false;
  let hasUnscheduled = visits.length === 0;
  let hasOpen = false;
  let oldestUnbilled = never;
  for (const visit of visits) {
    if (visit.completedAt !== null) {
      if (visit.invoiceId === null) oldestUnbilled = Math.min(oldestUnbilled, visit.completedAt);
      continue;
    }
    hasOpen = true;
    const { startAt } = visit;
    if (startAt === null) {
      hasUnscheduled = true;
      continue;
    }
    const endAt = visit.endAt ?? startAt;
    if (endAt < now) isLate = true;
    else {
      if (startAt < tomorrow) isToday = true;
      else isUpcoming = true;
      changesAt = Math.min(
        changesAt,
        startAt < tomorrow ? endAt + 1 : startOfDay(startAt, timezone),
      );
    }
  }
  const remindAt = invoiceReminderAt(job, hasOpen, oldestUnbilled, timezone);
  if (remindAt > now) changesAt = Math.min(changesAt, remindAt);
  const expiresSoonAt = job.jobType === 'RECURRING' && job.endAt ? job.endAt - 30 * dayMs : never;
  if (expiresSoonAt > now) changesAt = Math.min(changesAt, expiresSoonAt);
  else if (job.endAt !== null && job.endAt > now) changesAt = Math.min(changesAt, job.endAt);
  const expires = expiresSoonAt <= now && job.endAt !== null && job.endAt > now;

  const status = (): JobStatus => {
    if (remindAt <= now) return 'requires_invoicing';
    if (isLate) return 'late';
    if (isToday) return 'today';
    if (expires) return 'expiring_within_30_days';
    if (isUpcoming) return 'upcoming';
    return hasUnscheduled ? 'unscheduled' : 'action_required';
  };
  return { status: status(), changesAt };
}

/** When Jobber asks for an invoice: after the last visit, after each visit, or at the end of the month. */
function invoiceReminderAt(
  job: Job,
  hasOpenVisits: boolean,
  oldestUnbilled: Millis,
  timezone: string,
): Millis {
  if (oldestUnbilled === never || job.uninvoicedTotal === 0) return never;
  switch (job.invoiceSchedule.billingFrequency) {
    case 'ON_COMPLETION':
      return hasOpenVisits ? never : oldestUnbilled;
    case 'PER_VISIT':
      return oldestUnbilled;
    case 'PERIODIC':
      return startOfNextMonth(oldestUnbilled, timezone);
    case 'NEVER':
      return never;
  }
}

/** Visits to bill, or months to bill when a recurring job has one price per month. */
function unbilledUnits(job: Job, unbilled: readonly Visit[], timezone: string): number {
  if (job.billingType === 'VISIT_BASED') return unbilled.length;
  return new Set(
    unbilled.map((visit) => localMonth(visit.startAt ?? visit.completedAt ?? 0, timezone)),
  ).size;
}

function sum(amounts: readonly Cents[]): Cents {
  return amounts.reduce((total, amount) => total + amount, 0);
}
