import { billedShares, issuedWithin, netOf, revenueInvoiced } from './money-truth';
import { workingDays } from './people-truth';
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
import {
  type Asked,
  isWithin,
  perAccount,
  stepKey,
  sumOfAmounts,
  type Truth,
  type TruthRow,
  totalWithout,
} from './truth';

export const leadSource: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw, asked) =>
    issuedWithin(raw, asked).map((invoice) => {
      const source = raw.find('Client', invoice.clientId)?.sourceAttribution?.sourceText;
      return {
        id: invoice.id,
        part: source || 'No source',
        amount: netOf(invoice),
        value: null,
        weight: 1,
      };
    }),
  ),
};

export const serviceMix: Truth = {
  figure: sumOfAmounts,
  rows: perAccount((raw, asked) => {
    const lines = grouped(raw.all('InvoiceLineItem'), (line) => line.invoiceId);
    return issuedWithin(raw, asked).flatMap((invoice) => {
      const services = grouped(lines.get(invoice.id) ?? [], (line) => {
        return raw.find('ProductOrService', line.linkedProductOrServiceId)?.name ?? line.name;
      });
      return [...services].map(([part, own]) => ({
        id: invoice.id,
        part,
        amount: sum(own.map((line) => line.totalPrice)),
        value: sum(own.map((line) => line.quantity)),
        weight: 1,
      }));
    });
  }),
};

export const concentration: Truth = {
  figure: (rows, of) => {
    const counted = of === 'part' ? rows : rows.filter((row) => row.weight === 1);
    return counted.length === 0 ? null : sum(counted.map((row) => row.value ?? 0));
  },
  rows: (raws, asked) => {
    const on = dayNumber(asked.asOf);
    const clients = raws.flatMap((raw) => {
      const billed = raw.all('Invoice').filter(({ issuedDate, invoiceStatus }) => {
        if (issuedDate === null || invoiceStatus === 'draft') return false;
        return raw.day(issuedDate) > yearBefore(on) && raw.day(issuedDate) <= on;
      });
      return [...grouped(billed, (invoice) => invoice.clientId)].map(([id, own]) => ({
        accountId: raw.accountId,
        id,
        amount: sum(own.map(netOf)),
      }));
    });
    clients.sort(
      (a, b) => b.amount - a.amount || a.accountId - b.accountId || (a.id < b.id ? -1 : 1),
    );
    const whole = sum(clients.map((client) => client.amount));
    return clients.map((client, at) => ({
      ...client,
      part: at === 0 ? 'first' : at < 5 ? '2-5' : at < 10 ? '6-10' : 'others',
      value: (100 * client.amount) / whole,
      weight: at < 10 ? 1 : 0,
    }));
  },
};

export const recurringRevenue: Truth = {
  figure: totalWithout('lost'),
  rows: perAccount((raw, asked) => {
    const on = dayNumber(asked.asOf);
    const firstDay = yearBefore(on) + 1;
    const shares = grouped(
      raw.all('Invoice').flatMap((invoice) => {
        const { issuedDate, invoiceStatus } = invoice;
        if (issuedDate === null || invoiceStatus === 'draft') return [];
        const day = raw.day(issuedDate);
        return day >= firstDay && day <= on ? billedShares(invoice) : [];
      }),
      (share) => share.jobId,
    );
    return raw.all('Job').flatMap((job) => {
      if (job.jobType !== 'RECURRING' || raw.day(job.createdAt) > on) return [];
      const start = raw.day(job.startAt ?? job.createdAt);
      const ends = [job.endAt, job.jobStatus === 'archived' ? job.completedAt : null];
      const known = ends.flatMap((end) => (end === null ? [] : [raw.day(end)]));
      const end = known.length === 0 ? null : Math.min(...known);
      if (start > on || (end !== null && end < on - 30)) return [];
      const cents = sum((shares.get(job.id) ?? []).map((share) => share.cents));
      const days = Math.max(30, on - Math.max(start, firstDay) + 1);
      return [
        {
          id: job.id,
          part: stateOf(on, start, end),
          amount: roundedShare(cents * 365, 12 * days),
          value: end === null ? null : end - on,
          weight: 1,
        },
      ];
    });
  }),
};

function stateOf(on: number, start: number, end: number | null): string {
  if (end !== null && end < on) return 'lost';
  if (end !== null && end <= on + 60) return 'ending';
  return start > on - 30 ? 'new' : 'steady';
}

export const goalPace: Truth = {
  rows: revenueInvoiced.rows,
  figure: (rows, of, raws, asked) => {
    const [first] = rows;
    const target = sum(
      raws
        .filter((raw) => of !== 'account' || raw.accountId === first?.accountId)
        .map((raw) => pace(raw, asked, of === 'part' ? first : undefined)),
    );
    return target === 0 ? null : (100 * sumOfAmounts(rows)) / target;
  },
};

/** What should have been invoiced by today, of the whole period or of the step of one row. */
function pace(raw: Raw, asked: Asked, row: TruthRow | undefined): number {
  const last = Math.min(dayNumber(asked.period.to), raw.today);
  let cents = 0;
  for (let day = dayNumber(asked.period.from); day <= last; day += 1) {
    if (!raw.workingDays.includes((day + 4) % 7)) continue;
    if (row && stepKey(day, asked) !== row.part) continue;
    cents += goalOf(raw, day);
  }
  return cents;
}

function goalOf(raw: Raw, day: number): number {
  const months = { month: 1, quarter: 3, year: 12 };
  for (const [span, length] of Object.entries(months)) {
    const [goal] = raw.goals
      .filter((one) => one.span === span && one.from <= day)
      .sort((a, b) => b.from - a.from);
    if (!goal) continue;
    const first = Math.floor(monthOf(day) / length) * length;
    return goal.cents / workingDays(raw, firstOfMonth(first), firstOfMonth(first + length) - 1);
  }
  return 0;
}

const firstOfMonth = (month: number): number =>
  dayNumber(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);

const stepNames = [
  'request-quote',
  'quote-approval',
  'approval-visit',
  'visits',
  'visit-invoice',
  'invoice-paid',
];

export const cycleTime: Truth = {
  figure: (rows) =>
    rows.length === 0
      ? null
      : sum(
          stepNames.map((step) => {
            const own = rows.filter((row) => row.part === step);
            return middle(own.map((row) => row.value ?? 0)) ?? 0;
          }),
        ),
  rows: perAccount((raw, asked) => {
    const visits = grouped(raw.all('Visit'), (visit) => visit.jobId);
    const payments = grouped(raw.all('PaymentRecord'), (payment) => payment.invoiceId ?? '');
    const invoices = raw
      .all('Invoice')
      .filter((one) => one.invoiceStatus !== 'draft' && one.issuedDate !== null)
      .sort((a, b) => (a.issuedDate ?? 0) - (b.issuedDate ?? 0) || (a.id < b.id ? -1 : 1));
    return raw.all('Job').flatMap((job) => {
      if (job.jobType !== 'ONE_OFF') return [];
      const quote = raw.find('Quote', job.quoteId);
      const request = raw.find('Request', job.requestId ?? quote?.requestId ?? null);
      const own = visits.get(job.id) ?? [];
      const starts = own.flatMap(({ startAt }) =>
        startAt !== null && startAt < raw.now ? [startAt] : [],
      );
      const ends = own.map((visit) => visit.completedAt ?? Number.POSITIVE_INFINITY);
      const first = starts.length > 0 ? Math.min(...starts) : null;
      const last = ends.length > 0 && Math.max(...ends) < Infinity ? Math.max(...ends) : null;
      const invoice = invoices.find((one) => one.jobIds.includes(job.id));
      const received = (payments.get(invoice?.id ?? '-') ?? [])
        .filter((payment) => ['PAYMENT', 'DEPOSIT'].includes(payment.adjustmentType))
        .map((payment) => payment.entryDate);
      const isPaid = invoice?.invoiceStatus === 'paid' && received.length > 0;
      const times = [
        [request?.createdAt, quote?.sentAt],
        [quote?.sentAt, quote?.lastTransitioned.approvedAt],
        [quote?.lastTransitioned.approvedAt, first],
        [first, last],
        [last, invoice?.issuedDate],
        [invoice?.issuedDate, isPaid ? Math.max(...received) : null],
      ];
      return times.flatMap(([from, to], at) => {
        if (from == null || to == null || !isWithin(raw, to, asked)) return [];
        const days = Math.max(0, to - from) / 86_400_000;
        return [{ id: job.id, part: stepNames[at] ?? '', amount: null, value: days, weight: 1 }];
      });
    });
  }),
};
