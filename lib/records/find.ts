import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type Columns, numeric, readRow, selectList, text, textOrNull } from './columns';
import type { Found, FoundKind, FoundRecord } from './find-contract';
import { beginsAll, foundDefaultViews, foundPages } from './found-pages';
import { savedViews } from './saved-views';
import { foldedText, searchCondition } from './search-text';
import { tooSlow, withinTime } from './within-time';

const kinds: readonly FoundKind[] = ['client', 'job', 'invoice', 'quote', 'request', 'property'];
/** How many candidates of each kind are ranked. */
const candidatesPerKind = 100;
const exactLimitMs = 500;

/**
 * What a person may mean by `typed`: records of the scope, pages, and views. Words that match come first; when few do,
 * clients and properties whose words are nearly those typed. Empty for nothing searchable.
 * @public
 */
export async function find(
  scope: AccountScope,
  typed: string,
  { limit = 12 }: { limit?: number } = {},
  { db = appDb(), typoLimitMs = 40 }: { db?: Database; typoLimitMs?: number } = {},
): Promise<Found> {
  const words = foldedText(typed);
  const condition = searchCondition(typed);
  if (!condition) return { records: [], pages: [], views: [], isPartial: false };
  const [matching, own] = await Promise.all([
    exactMatches(db, scope, words, condition, limit),
    savedViews(scope, undefined, db),
  ]);
  const wantsTypos = matching !== tooSlow && matching.length < 5 && /\p{L}{4}/u.test(words);
  const similar = wantsTypos ? await nearMatches(db, scope, words, limit, typoLimitMs) : [];
  const exact = matching === tooSlow ? [] : matching;
  const known = new Set(exact.map(keyOf));
  const near = similar === tooSlow ? [] : similar.filter((hit) => !known.has(keyOf(hit)));
  return {
    records: [...exact, ...near].slice(0, limit),
    pages: foundPages(words),
    views: [
      ...own.filter(({ name, list }) => beginsAll(foldedText(`${name} ${list}`), words)),
      ...foundDefaultViews(words),
    ].map(({ list, name, account, params }) => ({ list, name, account, params })),
    isPartial: matching === tooSlow || similar === tooSlow,
  };
}

function keyOf({ accountId, kind, id }: FoundRecord): string {
  return `${accountId} ${kind} ${id}`;
}

const columns: Columns<FoundRecord> = {
  accountId: numeric(sql`h.account_id`),
  kind: { sql: sql`h.kind`, read: (raw) => String(raw) as FoundKind },
  id: text(sql`h.id`),
  label: text(sql`h.label`),
  detail: textOrNull(
    sql`case h.kind when 'client' then coalesce(c.phone, c.email, c.billing_city) else c.name end`,
  ),
  clientId: textOrNull(sql`c.id`),
};

// What a hit shows beside its label; made for the hits that are shown alone.
const details = sql`
  left join properties p on h.kind = 'property' and p.account_id = h.account_id and p.id = h.id
  left join clients c on c.account_id = h.account_id and c.id = case h.kind when 'client' then h.id else p.client_id end`;

/** A number that is exactly what was typed, then lines that begin with it, words that begin with it, any fragment. */
function exactMatches(
  db: Database,
  scope: AccountScope,
  words: string,
  condition: SQL,
  limit: number,
): Promise<FoundRecord[] | typeof tooSlow> {
  const number = words.replace(/^#/, '');
  const escaped = words.replace(/[\\%_]/g, '\\$&');
  const start = escaped.slice(0, 11);
  const rank = sql`case when h.search = ${`#${number}`} or h.search like ${`#${number} %`} then 0
    when h.search like ${`${escaped}%`} then 1 when h.search like ${`% ${escaped}%`} then 2 else 3 end`;
  return withinTime(db, exactLimitMs, async (tx) => {
    const ofKinds = candidates(scope, (x) => [
      sql`${x} and left(x.search, 12) like ${`${start}%`} limit ${candidatesPerKind}`,
      sql`${x} and left(x.search, 12) like ${`#${number.slice(0, 11).replace(/[\\%_]/g, '\\$&')} %`} limit 5`,
      sql`${x} and ${condition} limit ${candidatesPerKind}`,
    ]);
    const { rows } = await tx.execute<Record<string, unknown>>(sql`
      select ${selectList(columns)} from (
        select h.*, ${rank} as rank from (${ofKinds}) h where ${allWords(words)}
        order by rank, ${kindRank}, h.recent_at desc nulls last, h.label, h.account_id, h.id limit ${limit}
      ) h ${details}
      order by h.rank, ${kindRank}, h.recent_at desc nulls last, h.label, h.account_id, h.id`);
    return rows.map((row) => readRow(columns, row));
  });
}

/** Clients and properties whose line holds, for every word typed, one nearly like it. */
function nearMatches(
  db: Database,
  scope: AccountScope,
  typed: string,
  limit: number,
  typoLimitMs: number,
): Promise<FoundRecord[] | typeof tooSlow> {
  const ids = sql.param([...scope.accountIds]);
  const words = typed.split(' ').filter((word) => word.length >= 4);
  const isNear = sql.join(
    words.map((word) => sql` and x.search %> ${word}`),
    sql``,
  );
  const likeness = sql.join(
    words.map((word) => sql`word_similarity(${word}, x.search)`),
    sql` + `,
  );
  return withinTime(db, typoLimitMs, async (tx) => {
    // A slip costs a short word most of its trigrams, a long one few; every tenth lower multiplies what must be compared.
    const likeEnough = words.every((word) => word.length >= 6) ? '0.5' : '0.4';
    await tx.execute(
      sql`select set_config('pg_trgm.word_similarity_threshold', ${likeEnough}, true)`,
    );
    const { rows } = await tx.execute<Record<string, unknown>>(sql`
      select ${selectList(columns)} from (
        select x.*, ${likeness} as likeness from record_search x
        where x.account_id = any(${ids}::int[]) and x.kind in ('client', 'property')${isNear}
        order by likeness desc, x.recent_at desc nulls last, x.account_id, x.id limit ${limit}
      ) h ${details}
      order by h.likeness desc, h.recent_at desc nulls last, h.account_id, h.id`);
    return rows.map((row) => readRow(columns, row));
  });
}

/** What each selection takes of every account and kind; one lateral for all of them, because planning each alone costs more than running it. */
function candidates(scope: AccountScope, selections: (from: SQL) => SQL[]): SQL {
  const from = sql`select x.* from record_search x where x.account_id = k.account_id and x.kind = k.kind`;
  const parts = selections(from).map((part) => sql`(${part})`);
  return sql`select u.* from unnest(${sql.param([...scope.accountIds])}::int[]) a(account_id)
    cross join unnest(${sql.param([...kinds])}::text[]) b(kind)
    cross join lateral (select a.account_id, b.kind) k
    cross join lateral (${sql.join(parts, sql` union `)}) u`;
}

// The begin of a line may match by its first 12 characters alone; the hit itself has to hold everything typed.
function allWords(words: string): SQL {
  const condition = searchCondition(words);
  return condition ? sql`exists (select from (select h.search) x where ${condition})` : sql`true`;
}

const kindRank = sql`array_position(${sql.param([...kinds])}::text[], h.kind)`;
