import type { Records } from '@/lib/sandbox/world/records';
import { dayNumber, grouped, type Raw, roundedShare, sum } from './raw';
import { ageBandOf, isWithin, perAccount, sumOfAmounts, type Truth } from './truth';

type Quote = Records['Quote'];

const hasWon = ({ quoteStatus, lastTransitioned }: Quote): boolean =>
  ['approved', 'converted'].includes(quoteStatus) ||
  lastTransitioned.approvedAt !== null ||
  lastTransitioned.convertedAt !== null;

export const openQuotes: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw, asked) => {
    const on = Math.min(dayNumber(asked.asOf), raw.today);
    return raw
      .all('Quote')
      .filter((quote) => isOpenOn(raw, quote, on))
      .map((quote) => {
        const age = on - raw.day(quote.sentAt ?? quote.createdAt);
        const { total } = quote.amounts;
        return { id: quote.id, part: ageBandOf(age), amount: total, value: age, weight: 1 };
      });
  }),
};

function isOpenOn(raw: Raw, quote: Quote, on: number): boolean {
  const { quoteStatus, sentAt, lastTransitioned } = quote;
  const isOpen = ['awaiting_response', 'changes_requested'].includes(quoteStatus);
  if (on === raw.today) return isOpen;
  if (quoteStatus === 'draft' || raw.day(offeredAt(quote)) > on) return false;
  const { approvedAt, convertedAt } = lastTransitioned;
  const decidedAt = approvedAt ?? convertedAt ?? quote.transitionedAt;
  return isOpen || (sentAt !== null && raw.day(decidedAt) > on);
}

export const approvedNotConverted: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw) => {
    const converted = new Set(raw.all('Job').map((job) => job.quoteId));
    return raw
      .all('Quote')
      .filter((quote) => quote.quoteStatus === 'approved' && !converted.has(quote.id))
      .map((quote) => {
        const age = raw.today - raw.day(quote.lastTransitioned.approvedAt ?? quote.transitionedAt);
        const { total } = quote.amounts;
        return { id: quote.id, part: ageBandOf(age), amount: total, value: age, weight: 1 };
      });
  }),
};

export const winRate: Truth = {
  figure: (rows) =>
    rows.length === 0 ? null : (100 * sum(rows.map((row) => row.weight))) / rows.length,
  rows: perAccount((raw, asked) =>
    opportunities(raw)
      .filter(([first]) => isWithin(raw, offeredAt(first), asked))
      .map((quotes) => {
        const [first] = quotes;
        return {
          id: first.id,
          part: salespersonName(raw, first.salespersonId),
          amount: Math.max(...quotes.map((quote) => quote.amounts.total)),
          value: null,
          weight: quotes.some(hasWon) ? 1 : 0,
        };
      }),
  ),
};

export function salespersonName(raw: Raw, id: string | null): string {
  return raw.find('User', id)?.name.full ?? 'No salesperson';
}

const offeredAt = (quote: Quote): number => quote.sentAt ?? quote.createdAt;

/** Quotes for one client and property, each at most 30 days after the one before, oldest first. */
function opportunities(raw: Raw): [Quote, ...Quote[]][] {
  const offered = raw
    .all('Quote')
    .filter((quote) => quote.quoteStatus !== 'draft')
    .filter((quote) => quote.sentAt !== null || quote.quoteStatus !== 'archived')
    .sort((a, b) => raw.day(offeredAt(a)) - raw.day(offeredAt(b)) || (a.id < b.id ? -1 : 1));
  const found: [Quote, ...Quote[]][] = [];
  for (const quotes of grouped(offered, (q) => `${q.clientId} ${q.propertyId}`).values()) {
    let current: [Quote, ...Quote[]] | null = null;
    for (const quote of quotes) {
      const last = current?.at(-1);
      if (!current || !last || raw.day(offeredAt(quote)) - raw.day(offeredAt(last)) > 30) {
        current = [quote];
        found.push(current);
      } else current.push(quote);
    }
  }
  return found;
}

const ages = [3, 8, 15, 31, 61, 91, Number.POSITIVE_INFINITY];

export const followUp: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw) => {
    const decided = raw
      .all('Quote')
      .filter((quote) => ['approved', 'converted', 'archived'].includes(quote.quoteStatus));
    return raw.all('Quote').flatMap((quote) => {
      if (quote.quoteStatus !== 'awaiting_response' || quote.sentAt === null) return [];
      const silent = raw.today - raw.day(quote.sentAt);
      if (silent < 3) return [];
      const from = ages.findLast((age) => silent >= age) ?? 3;
      const reached = decided.filter((other) => {
        const { approvedAt, convertedAt } = other.lastTransitioned;
        const at = approvedAt ?? convertedAt ?? other.transitionedAt;
        if (other.sentAt === null || raw.day(other.sentAt) < raw.today - 730) return false;
        return raw.day(at) - raw.day(other.sentAt) >= from;
      });
      const won = reached.filter(hasWon).length;
      const isKnown = reached.length > 0;
      return [
        {
          id: quote.id,
          part: ageBandOf(silent),
          amount: isKnown ? roundedShare(quote.amounts.total * won, reached.length) : 0,
          value: isKnown ? (100 * won) / reached.length : null,
          weight: 1,
        },
      ];
    });
  }),
};

export const speedToQuote: Truth = {
  figure: (rows) => {
    const hours = rows.map((row) => row.value ?? 0).sort((a, b) => a - b);
    const at = (hours.length - 1) / 2;
    if (hours.length === 0) return null;
    return ((hours[Math.floor(at)] ?? 0) + (hours[Math.ceil(at)] ?? 0)) / 2;
  },
  rows: perAccount((raw, asked) => {
    const quotes = grouped(raw.all('Quote'), (quote) => quote.requestId ?? '');
    return raw.all('Request').flatMap((request) => {
      if (!isWithin(raw, request.createdAt, asked)) return [];
      const sent = (quotes.get(request.id) ?? [])
        .filter((quote) => quote.sentAt !== null)
        .sort((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0) || (a.id < b.id ? -1 : 1));
      const [first] = sent;
      if (!first) return [];
      const hours = Math.max(0, ((first.sentAt ?? 0) - request.createdAt) / 3_600_000);
      const part = salespersonName(raw, first.salespersonId);
      return [{ id: request.id, part, amount: null, value: hours, weight: 1 }];
    });
  }),
};
