import { dayMs, localMonth } from './local-time';
import { billWork, receive } from './money';
import type { Client, Job, Millis, Property, Quote, Request, User, Visit } from './records';
import { later, price, type Setting, workingTime } from './setting';
import type { RecurringService, Service } from './trade';

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

/** A request as it came in; some get an assessment on the spot. */
export function addRequest(
  setting: Setting,
  client: Client,
  property: Property | null,
  at: Millis,
  salesperson: User | null,
): Request {
  const { store, rng, trade, now } = setting;
  const isOnline = rng.chance(0.45);
  const request = store.create('Request', {
    clientId: client.id,
    propertyId: property?.id ?? null,
    title: rng.chance(0.93) ? rng.pick(trade.requestTitles) : null,
    contactName: `${client.firstName} ${client.lastName}`.trim() || client.companyName,
    companyName: client.companyName,
    email: client.emails[0]?.address ?? null,
    phone: client.phones[0]?.number ?? null,
    source: isOnline ? 'client_hub' : 'internal',
    salespersonId: salesperson?.id ?? null,
    createdAt: at,
  });
  if (!rng.chance(0.35)) return request;
  const startAt = workingTime(setting, at + rng.int(1, 6) * dayMs);
  const endAt = startAt + 45 * 60_000;
  store.create('Assessment', {
    requestId: request.id,
    clientId: client.id,
    propertyId: property?.id ?? null,
    title: 'On-site assessment',
    startAt,
    endAt,
    completedAt: endAt < now && rng.chance(0.95) ? endAt : null,
    assignedUserIds: [rng.pick(setting.office).id],
    createdAt: at,
  });
  return request;
}

interface QuoteFor {
  client: Client;
  property: Property;
  request: Request | null;
  service: Service;
  salesperson: User | null;
  at: Millis;
}

function addQuote(
  setting: Setting,
  { client, property, request, service, salesperson, at }: QuoteFor,
  outcome: Quote['quoteStatus'],
): Quote {
  const { store, rng, now } = setting;
  const sentAt = outcome === 'draft' ? null : Math.min(now, later(setting, at, 0, 1));
  const decidedAt = sentAt === null ? null : later(setting, sentAt, 0, rng.pick([2, 5, 14, 21]));
  const isDecided = decidedAt !== null && decidedAt <= now && outcome !== 'awaiting_response';
  const quoteStatus = outcome === 'draft' || isDecided ? outcome : 'awaiting_response';
  const moved = decidedAt !== null && isDecided ? decidedAt : null;
  const base = price(rng, service.low, service.high);
  const depositAmount = base > 150_000 && rng.chance(0.7) ? Math.round(base / 400) * 100 : 0;
  const viewedAt = sentAt !== null && rng.chance(0.72) ? later(setting, sentAt, 0, 3) : null;
  const quote = store.create('Quote', {
    clientId: client.id,
    propertyId: property.id,
    requestId: request?.id ?? null,
    salespersonId: salesperson?.id ?? null,
    title: service.name,
    message: 'Thank you for asking us to quote. Please let us know if anything should change.',
    contractDisclaimer:
      'This quote is valid for the next 30 days, after which values may be subject to change.',
    quoteStatus,
    sentAt,
    transitionedAt: moved ?? sentAt ?? at,
    lastTransitioned: {
      approvedAt: quoteStatus === 'approved' ? moved : null,
      changesRequestedAt: quoteStatus === 'changes_requested' ? moved : null,
      convertedAt: null,
      archivedAt: quoteStatus === 'archived' ? moved : null,
    },
    clientHubViewedAt: viewedAt !== null && viewedAt <= now ? viewedAt : null,
    taxRateId: setting.taxRate.id,
    depositAmount,
    createdAt: at,
    updatedAt: moved ?? sentAt ?? at,
  });
  for (const line of linesFor(setting, service, base)) {
    const isExtra = line.sortOrder > 0;
    const optional = isExtra && rng.chance(0.4);
    store.create('QuoteLineItem', {
      ...line,
      quoteId: quote.id,
      optional,
      selected: optional && quoteStatus === 'approved' && rng.chance(0.5),
      recommended: optional && rng.chance(0.4),
      createdAt: at,
    });
  }
  if (depositAmount > 0 && quoteStatus === 'approved' && moved !== null && rng.chance(0.8)) {
    receive(setting, client, null, depositAmount, moved, {
      adjustmentType: 'DEPOSIT',
      quoteId: quote.id,
    });
  }
  return quote;
}

function convert({ store }: Setting, quote: Quote, at: Millis): void {
  const lastTransitioned = { ...quote.lastTransitioned, convertedAt: at };
  store.update('Quote', quote.id, {
    quoteStatus: 'converted',
    lastTransitioned,
    transitionedAt: at,
  });
  quote.updatedAt = at;
}

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

function linesFor({ rng, trade, catalogue }: Setting, service: Service, base: number) {
  const main = {
    name: service.name,
    description: service.description,
    category: 'SERVICE' as 'SERVICE' | 'PRODUCT',
    quantity: 1,
    unitPrice: base,
    unitCost: rng.chance(0.9) ? Math.round(base * service.material) : null,
    taxable: true,
    linkedProductOrServiceId: catalogue.get(service.name)?.id ?? null,
    sortOrder: 0,
  };
  if (!rng.chance(0.35)) return [main];
  const product = rng.pick(trade.addOns);
  const extra = {
    ...main,
    name: product.name,
    description: product.description,
    category: 'PRODUCT' as const,
    quantity:
      product.maxQuantity > 1 && rng.chance(0.2)
        ? rng.int(1, product.maxQuantity) + 0.5
        : rng.int(1, product.maxQuantity),
    unitPrice: product.price,
    unitCost: product.cost,
    linkedProductOrServiceId: catalogue.get(product.name)?.id ?? null,
    sortOrder: 1,
  };
  return [main, extra];
}

function scheduleOneOff(setting: Setting, job: Job, service: Service, at: Millis): Visit[] {
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

function scheduleRecurring(
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

function crewFor({ rng, crew }: Setting, minutes: number): User[] {
  const lead = rng.pick(crew);
  const mate = rng.pick(crew);
  return minutes > 150 && mate !== lead ? [lead, mate] : [lead];
}

function serviceFor({ rng, trade }: Setting, at: Millis): Service {
  const inSeason = trade.services.filter((service) => isInSeason(service, at));
  return rng.weighted(inSeason.map((service) => [service, service.weight] as const));
}

function isInSeason(service: Service, at: Millis): boolean {
  return service.months?.includes(new Date(at).getUTCMonth() + 1) ?? true;
}
