import { dayMs } from './local-time';
import { receive } from './money';
import type { Client, Millis, Property, Quote, Request, User } from './records';
import { later, price, type Setting, workingTime } from './setting';
import type { Service } from './trade';

/** What a request, a quote or a job is made from. */
export interface QuoteFor {
  client: Client;
  property: Property;
  request: Request | null;
  service: Service;
  salesperson: User | null;
  at: Millis;
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

/** A quote as far as its outcome has come by now: sent, seen, decided, with its deposit. */
export function addQuote(
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

/** The quote became a job. */
export function convert({ store }: Setting, quote: Quote, at: Millis): void {
  const lastTransitioned = { ...quote.lastTransitioned, convertedAt: at };
  store.update('Quote', quote.id, {
    quoteStatus: 'converted',
    lastTransitioned,
    transitionedAt: at,
  });
  quote.updatedAt = at;
}

/** The service at a price, with an extra product now and then. */
export function linesFor({ rng, trade, catalogue }: Setting, service: Service, base: number) {
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
