import type { Database } from '@/db/open';
import type { AccountStore } from '@/lib/sandbox/world/account-store';
import { startOfNextDay } from '@/lib/sandbox/world/local-time';
import type { Prng } from '@/lib/sandbox/world/prng';
import { randomEdits } from '@/lib/sandbox/world/random-edits';
import type { Records } from '@/lib/sandbox/world/records';
import type { Day } from '../period';
import { reportRows, runReport } from '../run-report';
import { keepSnapshots } from '../snapshots';
import { type PlayedOffice, playedOffice } from './played-office';
import { dayNumber, dayText, grouped, type Raw } from './raw';
import { totalWithout } from './truth';
import { truths } from './truths';

const dayMs = 86_400_000;

/**
 * What came of asking for the receivables of every day that was lived. On rebuilt days an invoice is held against the
 * sandbox wherever only payments changed until the next recorded day; `changed` counts those where something else did.
 * @public
 */
export type Replayed = {
  seed: number;
  zone: string;
  recorded: number;
  rebuilt: number;
  rows: number;
  changed: number;
  differences: string[];
};

type LivedDay = {
  day: Day;
  lines: Map<string, string>;
  figure: number | null;
  stood: Map<string, string>;
  base: Base | null;
};

/**
 * When the first day recorded since ended, else when all was asked for: how the same invoices stood, which of them were
 * open, and the payments made in between.
 */
type Base = { stood: Map<string, string>; open: Set<string>; paid: Map<string, string[]> };

/**
 * Lives `before` days without recording, then `since` days of which each is recorded but every `missed`th, as if the server
 * had been off; edits, part-payments, refunds, and payments dated back and ahead on all of them. Then asks for the
 * receivables of each of the days and holds them against the sandbox as it stood when that day ended.
 * @public
 */
export async function replayedDays(
  db: Database,
  lived: { seed: number; startAt: number; before: number; since: number; missed: number },
): Promise<Replayed> {
  const { seed, startAt, before, since, missed } = lived;
  const office = await playedOffice(db, { seed, account: seed % 3, startAt });
  const days: LivedDay[] = [];
  const recorded = new Set<Day>();
  for (let n = 1 - before; n <= since; n += 1) {
    office.live((rng) => business(office, rng));
    const raw = office.raw();
    days.push(endOfDay(raw));
    const isOff = n < 1 || n % missed === 0;
    if (!isOff) await office.read();
    if (!isOff) rebase(days, raw);
    office.passMidnight();
    if (isOff) continue;
    await office.read();
    const day = await keepSnapshots(office.accountId, { db, now: office.now() });
    if (day) recorded.add(day);
  }
  // Once more a day on which nothing is recorded, so that the last of the others is past too.
  office.live((rng) => business(office, rng));
  await office.read();
  rebase(days, office.raw());
  const found: Replayed = {
    seed,
    zone: office.store.account.timezone,
    recorded: recorded.size,
    rebuilt: days.length - recorded.size,
    rows: 0,
    changed: 0,
    differences: [],
  };
  for (const one of days) await compare(office, one, recorded.has(one.day), { db, found });
  return found;
}

async function compare(
  office: PlayedOffice,
  { day, lines, figure, stood, base }: LivedDay,
  isRecorded: boolean,
  { db, found }: { db: Database; found: Replayed },
): Promise<void> {
  const params = {
    period: { from: day, to: day },
    comparison: 'period-before',
    asOf: day,
  } as const;
  const effects = { db, now: office.now() };
  const [result] = await runReport(office.scope, 'receivables', params, effects);
  const mark = isRecorded ? 'recorded' : 'rebuilt';
  if (result?.rebuilt !== mark) found.differences.push(`${day} is marked ${result?.rebuilt}`);
  if (isRecorded && result?.figure.value !== figure) {
    found.differences.push(`${day} says ${result?.figure.value} instead of ${figure}`);
  }
  const page = { currency: 'USD', limit: 10_000 };
  const { rows } = await reportRows(office.scope, 'receivables', params, page, effects);
  const told = new Map(
    rows.map(({ id, part, amountCents, value }) => [
      id,
      lineOf({ part, amount: amountCents, value }),
    ]),
  );
  const now = baseOf(office.raw(), day);
  const hasOnlyPaid = (id: string) =>
    stood.get(id) === base?.stood.get(id) &&
    // Of what was not open any more the recorded day keeps nothing: it has to stand so still.
    (base?.open.has(id) || stood.get(id) === now.stood.get(id)) &&
    (base?.paid.get(id) ?? []).every((payment) => now.paid.get(id)?.includes(payment));
  for (const id of new Set([...lines.keys(), ...told.keys()])) {
    if (!isRecorded && !hasOnlyPaid(id)) {
      found.changed += 1;
      continue;
    }
    found.rows += 1;
    if (lines.get(id) === told.get(id)) continue;
    found.differences.push(`${mark} ${day} ${id}: ${told.get(id)} instead of ${lines.get(id)}`);
  }
}

/** What the sandbox's own records say of a day in its last second. */
function endOfDay(raw: Raw): LivedDay {
  const day = dayText(raw.today);
  const asked = { period: { from: day, to: day }, asOf: day, firstWeekday: 1 };
  const rows = truths.receivables.rows([raw], asked);
  return {
    day,
    lines: new Map(rows.map((row) => [row.id, lineOf(row)])),
    figure: totalWithout('bad-debt')(rows, 'whole', [raw], asked),
    stood: standing(raw, day, () => true),
    base: null,
  };
}

/** Gives the days that wait for a recorded one what they are rebuilt from. */
function rebase(days: LivedDay[], raw: Raw): void {
  for (const one of days) one.base ??= baseOf(raw, one.day);
}

function baseOf(raw: Raw, day: Day): Base {
  const last = dayNumber(day);
  const invoices = raw.all('Invoice').filter(({ amounts }) => amounts.invoiceBalance > 0);
  const since = raw.all('PaymentRecord').filter(({ entryDate }) => raw.day(entryDate) > last);
  const paid = [...grouped(since, ({ invoiceId }) => invoiceId ?? '')].map(
    ([id, payments]) =>
      [id, payments.map((one) => `${one.id} ${one.rawAmount} ${one.entryDate}`)] as const,
  );
  return {
    stood: standing(raw, day, (entered) => entered <= last),
    open: new Set(invoices.map(({ id }) => id)),
    paid: new Map(paid),
  };
}

/**
 * Each invoice issued by the end of a day, with the payments that `counted` then: where that is not the same now as when the
 * day ended, more has changed than payments dated later.
 */
function standing(raw: Raw, day: Day, counted: (day: number) => boolean): Map<string, string> {
  const last = dayNumber(day);
  const payments = grouped(raw.all('PaymentRecord'), ({ invoiceId }) => invoiceId ?? '');
  const stood = new Map<string, string>();
  for (const invoice of raw.all('Invoice')) {
    const { id, issuedDate, dueDate, badDebtAt, amounts } = invoice;
    if (issuedDate === null || raw.day(issuedDate) > last) continue;
    const own = (payments.get(id) ?? []).filter(({ entryDate }) => counted(raw.day(entryDate)));
    const paid = own.map((payment) => `${payment.id} ${payment.rawAmount}`).sort();
    stood.set(id, JSON.stringify([issuedDate, dueDate, badDebtAt, amounts.total, paid]));
  }
  return stood;
}

const lineOf = (row: { part: string; amount: number | null; value: number | null }): string =>
  [row.part, row.amount, row.value].join(' ');

function business({ world, store }: PlayedOffice, rng: Prng): void {
  randomEdits(world, rng, 15);
  const invoices = store.all('Invoice').filter(({ issuedDate }) => issuedDate !== null);
  if (invoices.length === 0) return;
  payOddly(store, rng, rng.pick(invoices));
  const other = rng.pick(invoices);
  if (rng.chance(0.1)) store.update('Invoice', other.id, { badDebtAt: store.now });
  if (rng.chance(0.1)) {
    store.update('Invoice', other.id, { discountAmount: other.discountAmount + rng.int(1, 900) });
  }
}

/** A refund, a failed payment, a deposit or a part-payment; some are dated days back or ahead. */
function payOddly(store: AccountStore, rng: Prng, invoice: Records['Invoice']): void {
  const adjustmentType = rng.pick([
    'PAYMENT',
    'PAYMENT',
    'DEPOSIT',
    'REFUND',
    'FAILED_ACH_PAYMENT',
  ]);
  const isBack = adjustmentType === 'REFUND' || adjustmentType === 'FAILED_ACH_PAYMENT';
  const cents = rng.int(1, 20_000);
  const dated = rng.chance(0.3) ? rng.int(-4, 3) * dayMs : 0;
  store.create('PaymentRecord', {
    clientId: invoice.clientId,
    invoiceId: invoice.id,
    adjustmentType: adjustmentType as 'PAYMENT',
    rawAmount: isBack ? -cents : cents,
    entryDate: dated === 0 ? store.now : startOfNextDay(store.now + dated, store.account.timezone),
  });
}
