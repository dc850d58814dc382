import 'server-only';
import { subMonths } from 'date-fns';
import type { Database } from '@/db/open';
import { type StreamProgress, streamsOf } from '@/lib/sync/streams-of';
import type { AskedAccount } from './asked-accounts';
import { catalog, type ReportName } from './catalog';
import type { Missing, Need, ReadKind, ReportEntry } from './contract';
import { dayOf } from './period';
import type { FactsContext } from './report';

const words: Record<ReadKind, string> = {
  client: 'clients',
  request: 'requests',
  quote: 'quotes',
  job: 'jobs',
  visit: 'visits',
  invoice: 'invoices',
  payment: 'payments',
  user: 'people',
  product: 'products and services',
  time_sheet: 'time sheets',
  expense: 'expenses',
};

/** How far back the second stage of the first read goes. */
const monthsOfRecent = 13;

/** What keeps a number from being complete, in words, and when the oldest of what it needs was last read. */
export async function missingFor(
  name: ReportName,
  asked: AskedAccount[],
  context: FactsContext,
  db: Database,
): Promise<{ missing: Missing[]; freshAt: string | null }> {
  const entry: ReportEntry = catalog[name];
  const accounts = await streamsOf(asked, db);
  const missing: Missing[] = [];
  for (const account of asked) {
    const own = accounts.find(({ accountId }) => accountId === account.id)?.streams ?? [];
    const seen = new Set<string>();
    for (const need of entry.needs) {
      const why = unmet(need, own, { entry, context, account });
      if (!why || seen.has(why.what)) continue;
      seen.add(why.what);
      missing.push({ ...why, what: asked.length > 1 ? `${account.name}: ${why.what}` : why.what });
    }
  }
  const needed = new Set<string>(entry.needs.map((need) => need.of));
  const newest = accounts.flatMap(({ streams }) =>
    newestReads(streams.filter((stream) => needed.has(stream.entity))),
  );
  const oldest = Math.min(...newest);
  const isReadOnce = newest.length > 0 && oldest > 0;
  return { missing, freshAt: isReadOnce ? new Date(oldest).toISOString() : null };
}

const freshStages = ['newest', 'recent', 'probe', 'today', 'window', 'sweep'];

/** When each kind of an account was last read; 0 for one that never was. */
function newestReads(streams: readonly StreamProgress[]): number[] {
  const newest = new Map<string, number>();
  for (const { entity, stage, finishedAt, state } of streams) {
    if (state === 'not_permitted' || !freshStages.includes(stage)) continue;
    newest.set(entity, Math.max(newest.get(entity) ?? 0, finishedAt?.getTime() ?? 0));
  }
  return [...newest.values()];
}

type Asking = { entry: ReportEntry; context: FactsContext; account: AskedAccount };

function unmet(need: Need, streams: StreamProgress[], asking: Asking): Missing | null {
  const what = words[need.of];
  const own = streams.filter((stream) => stream.entity === need.of);
  if (own.some((stream) => stream.state === 'not_permitted')) {
    const scope = need.kind === 'scope' ? ` (${need.scope})` : '';
    return {
      kind: 'forbidden',
      what,
      why: `Jobber does not let this app read ${what}${scope}.`,
      count: null,
    };
  }
  if (need.kind === 'scope') return null;
  if (need.kind === 'details') {
    const reading = own.find((stream) => stream.stage === 'details');
    if (reading?.finishedAt) return null;
    return {
      kind: 'unread',
      what: `details of ${what} not read yet`,
      why: `Parts of ${what} that this number needs are still being read for the first time.`,
      count: left(reading),
    };
  }
  return unreadHistory(own, what, asking);
}

function unreadHistory(own: StreamProgress[], what: string, asking: Asking): Missing | null {
  const recent = own.find((stream) => stream.stage === 'recent');
  const history = own.find((stream) => stream.stage === 'history');
  // A kind without a stage of its own for history is read whole in the recent one.
  const last = history ?? recent;
  if (last?.finishedAt) return null;
  const from = coveredFrom(recent, asking.account.timeZone);
  if (asking.entry.when === 'period' && from && from <= asking.context.period.from) return null;
  return {
    kind: 'unread',
    what: `${what} not read yet`,
    why: from
      ? `Only ${what} since ${writtenDay(from)} have been read so far; older ones are still being read.`
      : `The first read of ${what} has not finished.`,
    count: left(last),
  };
}

function coveredFrom(recent: StreamProgress | undefined, timeZone: string): string | null {
  if (!recent?.finishedAt) return null;
  const edge = subMonths(recent.passStartedAt ?? recent.finishedAt, monthsOfRecent);
  return dayOf(recent.coveredFrom ?? edge, timeZone);
}

const dayWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** `29 Oct 2025`, as days are written on the screens. */
function writtenDay(day: string): string {
  return dayWords.format(new Date(`${day}T00:00:00Z`));
}

function left(stream: StreamProgress | undefined): number | null {
  if (!stream || stream.rowsExpected === null) return null;
  return Math.max(stream.rowsExpected - stream.rowsRead, 0);
}
