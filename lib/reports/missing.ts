import 'server-only';
import { inArray } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { syncStreams } from '@/db/schema/sync';
import type { AskedAccount } from './asked-accounts';
import { catalog, type ReportName } from './catalog';
import type { Missing, Need, RowKind } from './contract';
import type { FactsContext } from './report';

type Stream = typeof syncStreams.$inferSelect;

const entityOf: Partial<Record<RowKind, string>> = {
  client: 'clients',
  request: 'requests',
  quote: 'quotes',
  job: 'jobs',
  visit: 'visits',
  invoice: 'invoices',
  payment: 'payments',
};

/** What keeps a number from being complete, in words, and when the oldest of what it needs was last read. */
export async function missingFor(
  name: ReportName,
  asked: AskedAccount[],
  context: FactsContext,
  db: Database,
): Promise<{ missing: Missing[]; freshAt: string | null }> {
  const ids = asked.map((account) => account.id);
  const streams = await db.select().from(syncStreams).where(inArray(syncStreams.accountId, ids));
  const missing: Missing[] = [];
  for (const account of asked) {
    const own = streams.filter((stream) => stream.accountId === account.id);
    for (const need of catalog[name].needs) {
      const why = unmet(need, own, context);
      if (why)
        missing.push({
          ...why,
          what: asked.length > 1 ? `${account.name}: ${why.what}` : why.what,
        });
    }
  }
  const read = streams.map((stream) => stream.finishedAt?.getTime() ?? 0).filter((at) => at > 0);
  return { missing, freshAt: read.length > 0 ? new Date(Math.min(...read)).toISOString() : null };
}

function unmet(need: Need, streams: Stream[], context: FactsContext): Missing | null {
  if (need.kind === 'scope') {
    const hidden = streams.some(
      (stream) => stream.state === 'not_permitted' && need.scope.endsWith(stream.entity),
    );
    return hidden
      ? {
          what: need.hides,
          why: `Jobber does not allow this app to read them (${need.scope}).`,
          count: null,
        }
      : null;
  }
  const entity = entityOf[need.of];
  if (!entity) return null;
  const own = streams.filter((stream) => stream.entity === entity);
  if (own.some((stream) => stream.state === 'not_permitted')) {
    return { what: entity, why: `Jobber does not allow this app to read ${entity}.`, count: null };
  }
  const stage = need.kind === 'details' ? 'details' : 'history';
  const reading = own.find((stream) => stream.stage === stage);
  if (reading?.state === 'done') return null;
  const recent = own.find((stream) => stream.stage === 'recent');
  const from = recent?.coveredFrom?.toISOString().slice(0, 10);
  if (need.kind === 'history' && from !== undefined && from <= context.period.from) return null;
  const left =
    reading?.rowsExpected == null ? null : Math.max(reading.rowsExpected - reading.rowsRead, 0);
  return {
    what: `${entity} not read yet`,
    why: `The first read of ${entity} has not finished.`,
    count: left,
  };
}
