import { dayMs } from './local-time';
import { linesFor, type QuoteFor } from './offers';
import type { Job, Millis, Quote, User, Visit } from './records';
import { isInSeason, price, type Setting, workingTime } from './setting';
import type { RecurringService, Service } from './trade';

interface JobFor extends QuoteFor {
  quote: Quote | null;
}

/** The job with its lines: those of the quote that count, or the service with an extra now and then. */
export function addJob(
  setting: Setting,
  { client, property, request, quote, service, salesperson, at }: JobFor,
  recurring?: RecurringService,
): Job {
  const { store, rng, trade } = setting;
  const isMonthly = recurring?.isMonthlyPrice === true;
  const job = store.create('Job', {
    clientId: client.id,
    propertyId: property.id,
    quoteId: quote?.id ?? null,
    requestId: request?.id ?? null,
    salespersonId: salesperson?.id ?? null,
    title: rng.chance(0.96) ? service.name : null,
    instructions: rng.chance(0.3) ? rng.pick(trade.instructions) : null,
    jobType: recurring ? 'RECURRING' : 'ONE_OFF',
    billingType: recurring && !isMonthly ? 'VISIT_BASED' : 'FIXED_PRICE',
    invoiceSchedule: recurring
      ? { billingFrequency: 'PERIODIC', scheduleSummary: 'Monthly on the last day of the month' }
      : { billingFrequency: 'ON_COMPLETION', scheduleSummary: 'Upon job completion' },
    recurrence: recurring
      ? {
          frequency: recurring.everyDays % 7 === 0 ? 'WEEKLY' : 'MONTHLY',
          interval: recurring.everyDays % 7 === 0 ? recurring.everyDays / 7 : 1,
          friendly: recurring.friendly,
        }
      : null,
    source: quote ? 'QUOTE_CONVERT' : request ? 'REQUEST_CONVERT' : 'INTERNAL',
    createdAt: at,
  });
  const quoted = quote
    ? store
        .related('QuoteLineItem', 'quoteId', quote.id)
        .filter((line) => !line.optional || line.selected)
    : [];
  const fresh = recurring
    ? linesFor(setting, service, price(rng, service.low, service.high)).slice(0, 1)
    : [];
  const lines = quote
    ? quoted
    : recurring
      ? fresh
      : linesFor(setting, service, price(rng, service.low, service.high));
  for (const {
    name,
    description,
    category,
    quantity,
    unitPrice,
    unitCost,
    taxable,
    linkedProductOrServiceId,
    sortOrder,
  } of lines) {
    store.create('JobLineItem', {
      jobId: job.id,
      name,
      description,
      category,
      quantity,
      unitPrice,
      unitCost,
      taxable,
      linkedProductOrServiceId,
      sortOrder,
      createdAt: at,
    });
  }
  return job;
}

/** One to three days of work, some days ahead. */
export function scheduleOneOff(setting: Setting, job: Job, service: Service, at: Millis): Visit[] {
  const { rng, store } = setting;
  const days = Math.max(
    rng.weighted([
      [1, 76],
      [2, 18],
      [3, 6],
    ] as const),
    Math.ceil(service.minutes / 480),
  );
  const first = workingTime(setting, at + rng.int(2, 18) * dayMs);
  const crew = crewFor(setting, service.minutes);
  const visits = Array.from({ length: days }, (_, day) =>
    addVisit(
      setting,
      job,
      workingTime(setting, first + day * dayMs),
      Math.min(480, Math.ceil(service.minutes / days)),
      crew,
      at,
    ),
  );
  store.update('Job', job.id, {
    startAt: visits[0]?.startAt ?? null,
    endAt: visits.at(-1)?.endAt ?? null,
  });
  return visits;
}

/** Every so many days, in season. */
export function scheduleRecurring(
  setting: Setting,
  job: Job,
  service: RecurringService,
  startAt: Millis,
  count: number,
): Visit[] {
  const first = workingTime(setting, startAt);
  const crew = crewFor(setting, service.minutes);
  const visits: Visit[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const at = workingTime(setting, first + turn * service.everyDays * dayMs);
    if (!isInSeason(service, at) && turn > 0) continue;
    visits.push(addVisit(setting, job, at, service.minutes, crew, job.createdAt));
  }
  return visits;
}

/** A visit; past ones are done but for a few of the last days, and hardly anybody is assigned to none. */
export function addVisit(
  setting: Setting,
  job: Job,
  startAt: Millis,
  minutes: number,
  crew: User[],
  createdAt: Millis,
): Visit {
  const { store, rng, now } = setting;
  const endAt = startAt + minutes * 60_000;
  const isDone = endAt < now && (now - endAt > 21 * dayMs || rng.chance(0.95));
  const completedAt = isDone ? Math.min(now, endAt + rng.int(-10, 50) * 60_000) : null;
  return store.create('Visit', {
    jobId: job.id,
    clientId: job.clientId,
    propertyId: job.propertyId,
    title: job.title,
    instructions: job.instructions,
    startAt,
    endAt,
    completedAt,
    completedBy: completedAt === null ? null : (crew[0]?.name.full ?? null),
    assignedUserIds: endAt > now && rng.chance(0.06) ? [] : crew.map((user) => user.id),
    clientConfirmed: rng.chance(0.2),
    createdAt,
    updatedAt: completedAt ?? createdAt,
  });
}

function crewFor({ rng, crew }: Setting, minutes: number): User[] {
  const lead = rng.pick(crew);
  const mate = rng.pick(crew);
  return minutes > 150 && mate !== lead ? [lead, mate] : [lead];
}
