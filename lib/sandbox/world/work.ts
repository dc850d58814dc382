import { addJob, scheduleOneOff, scheduleRecurring } from './jobs';
import { dayMs, localMonth } from './local-time';
import { billWork } from './money';
import { addQuote, addRequest, convert } from './offers';
import type { Client, Job, Millis, Property, Visit } from './records';
import { isInSeason, later, type Setting, workingTime } from './setting';
import type { Service } from './trade';

/** One piece of business from the first call to the money, as far as it has come by now. */
export function playOneOff(setting: Setting, client: Client, property: Property, at: Millis): void {
  const { rng, now } = setting;
  const service = serviceFor(setting, at);
  const salesperson = rng.chance(0.85) ? rng.pick(setting.office) : null;
  const request = rng.chance(0.3) ? addRequest(setting, client, property, at, salesperson) : null;
  const quotedAt = later(setting, at, 0, 3);
  const isQuoted = quotedAt < now && (service.needsQuote === true || rng.chance(0.42));
  const quote = isQuoted
    ? addQuote(
        setting,
        { client, property, request, service, salesperson, at: quotedAt },
        'approved',
      )
    : null;
  const agreedAt = quote?.lastTransitioned.approvedAt ?? later(setting, at, 0, 2);
  if (agreedAt > now || (quote && quote.quoteStatus !== 'approved')) return;
  if (quote && now - agreedAt < 40 * dayMs && rng.chance(0.25)) return;
  const convertedAt = Math.min(now, later(setting, agreedAt, 0, 1));
  if (quote) convert(setting, quote, convertedAt);
  const job = addJob(setting, {
    client,
    property,
    service,
    at: convertedAt,
    quote,
    request,
    salesperson,
  });
  if (now - convertedAt < 30 * dayMs && rng.chance(0.06)) {
    setting.store.create('Visit', {
      jobId: job.id,
      clientId: client.id,
      propertyId: property.id,
      title: job.title,
      createdAt: convertedAt,
    });
    return;
  }
  const visits = scheduleOneOff(setting, job, service, convertedAt);
  finishOneOff(setting, client, job, visits);
}

/** A repeating job: its visits so far and the next eight weeks, billed by visit's month or by visit. */
export function playRecurring(
  setting: Setting,
  client: Client,
  property: Property,
  at: Millis,
): Job {
  const { store, rng, trade, now } = setting;
  const isCurrent = rng.chance(0.3);
  const startAt = isCurrent ? now - rng.int(20, 110) * dayMs : at;
  const open = trade.recurring.filter((one) => isInSeason(one, isCurrent ? now : startAt));
  const service = rng.weighted(open.map((one) => [one, one.weight] as const));
  const count = Math.max(3, Math.round(rng.int(90, 230) / service.everyDays));
  const createdAt = startAt - rng.int(1, 8) * dayMs;
  const job = addJob(
    setting,
    {
      client,
      property,
      service,
      at: createdAt,
      quote: null,
      request: null,
      salesperson: rng.pick(setting.office),
    },
    service,
  );
  const visits = scheduleRecurring(setting, job, service, startAt, count);
  const last = visits.at(-1)?.endAt ?? startAt;
  store.update('Job', job.id, { startAt: visits[0]?.startAt ?? startAt, endAt: last });
  billByMonth(setting, client, job, visits);
  if (last < now - 40 * dayMs && rng.chance(0.95))
    store.update('Job', job.id, { closedAt: last + 20 * dayMs });
  return job;
}

/** A quote that did not become work: waiting, to be changed, turned down by silence, still a draft. */
export function playLostQuote(
  setting: Setting,
  client: Client,
  property: Property,
  at: Millis,
): void {
  const { rng } = setting;
  const salesperson = rng.chance(0.85) ? rng.pick(setting.office) : null;
  const request = rng.chance(0.5) ? addRequest(setting, client, property, at, salesperson) : null;
  const service = serviceFor(setting, at);
  const outcome =
    setting.now - at < 70 * dayMs || rng.chance(0.08)
      ? rng.weighted([
          ['awaiting_response', 70],
          ['changes_requested', 12],
          ['draft', 18],
        ] as const)
      : 'archived';
  const quotedAt = later(setting, at, 0, 4);
  if (quotedAt < setting.now)
    addQuote(setting, { client, property, request, service, salesperson, at: quotedAt }, outcome);
}

function finishOneOff(setting: Setting, client: Client, job: Job, visits: Visit[]): void {
  const { rng, store, now } = setting;
  const last = visits.at(-1)?.completedAt ?? null;
  if (last === null || visits.some((visit) => visit.completedAt === null)) return;
  const isForgotten = now - last < 60 * dayMs ? rng.chance(0.06) : rng.chance(0.002);
  if (isForgotten) return;
  const billedAt = later(setting, last, 0, 3);
  const invoice = billWork(setting, { client, job, visits, units: 1, at: billedAt });
  if (invoice && now - last > 8 * dayMs && rng.chance(0.985)) {
    const closedAt = Math.min(now, billedAt + rng.int(0, 4) * dayMs);
    store.update('Job', job.id, { closedAt });
    job.updatedAt = closedAt;
  }
}

/** Bills the visits of each past month together; the month that runs stays open. */
export function billByMonth(
  setting: Setting,
  client: Client,
  job: Job,
  visits: readonly Visit[],
): void {
  const { timezone } = setting.store.account;
  const months = new Map<number, Visit[]>();
  for (const visit of visits) {
    if (visit.completedAt === null) continue;
    const month = localMonth(visit.startAt ?? visit.completedAt, timezone);
    months.set(month, [...(months.get(month) ?? []), visit]);
  }
  for (const [month, done] of months) {
    const last = done.at(-1)?.completedAt ?? 0;
    if (month === localMonth(setting.now, timezone)) continue;
    if (setting.now - last < 60 * dayMs && setting.rng.chance(0.12)) continue;
    const at = workingTime(setting, Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1, 15));
    const units = job.billingType === 'VISIT_BASED' ? done.length : 1;
    billWork(setting, { client, job, visits: done, units, at: Math.max(at, last + 3_600_000) });
  }
}

function serviceFor({ rng, trade }: Setting, at: Millis): Service {
  const inSeason = trade.services.filter((service) => isInSeason(service, at));
  return rng.weighted(inSeason.map((service) => [service, service.weight] as const));
}
