import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import type { ListName } from './contract';

/**
 * What the filters of a list can be set to, as the accounts of the scope have it. A field is `label:value`; the first
 * 300 of each, in order, since a select with more helps nobody (any other value still works in the URL).
 * @public
 */
export type FilterChoices = {
  people: { id: string; name: string }[];
  tags: string[];
  cities: string[];
  fields: string[];
  /** The name of the one record that a list is narrowed to, where the scope has it. */
  chosen: Partial<Record<ChosenKind, string>>;
};

type ChosenKind = 'client' | 'property' | 'job';
type Chosen = { [Kind in ChosenKind]?: string | undefined };

const most = 300;

const chosenSources: Record<ChosenKind, { source: SQL; name: SQL }> = {
  client: { source: sql`clients`, name: sql`name` },
  property: {
    source: sql`properties`,
    name: sql`coalesce(nullif(street, ''), nullif(name, ''), city)`,
  },
  job: { source: sql`jobs`, name: sql`'#' || job_number` },
};

const fieldOwners: Record<ListName, string | null> = {
  clients: 'client',
  jobs: 'job',
  quotes: 'quote',
  invoices: 'invoice',
  requests: null,
  visits: null,
};

/**
 * Reads the choices of one list, and the names of the records in `chosen` (ids of this server).
 * @public
 */
export async function filterChoices(
  scope: AccountScope,
  list: ListName,
  chosen: Chosen = {},
  db: Database = appDb(),
): Promise<FilterChoices> {
  const ids = sql`any(${sql.param([...scope.accountIds])}::int[])`;
  const owner = fieldOwners[list];
  const cities =
    list === 'clients' || list === 'invoices'
      ? distinct(ids, sql`clients`, sql`billing_city`)
      : distinct(ids, sql`properties`, sql`city`);
  const [people, tags, places, fields, names] = await Promise.all([
    db.execute<{ id: string; name: string }>(sql`
      select id, name from users where account_id = ${ids} and status = 'ACTIVATED'
      order by name limit ${most}`),
    db.execute<{ value: string }>(sql`
      select distinct label as value from tags where account_id = ${ids} order by 1 limit ${most}`),
    db.execute<{ value: string }>(cities),
    owner === null
      ? { rows: [] }
      : db.execute<{ value: string }>(sql`
          select label || ':' || value as value from custom_field_values
          where account_id = ${ids} and owner_kind = ${owner} and value <> ''
          group by label, value having count(*) > 1
          order by label, count(*) desc limit ${most}`),
    namesOf(ids, chosen, db),
  ]);
  const values = (answer: { rows: { value: string }[] }) => answer.rows.map(({ value }) => value);
  return {
    people: people.rows,
    tags: values(tags),
    cities: values(places),
    fields: values(fields),
    chosen: names,
  };
}

async function namesOf(ids: SQL, chosen: Chosen, db: Database): Promise<FilterChoices['chosen']> {
  const names = await Promise.all(
    Object.entries(chosen).map(async ([kind, id]) => {
      if (!id) return [kind, null] as const;
      const { source, name } = chosenSources[kind as ChosenKind];
      const { rows } = await db.execute<{ name: string | null }>(
        sql`select ${name} as name from ${source} where account_id = ${ids} and id = ${id}`,
      );
      return [kind, rows[0]?.name ?? null] as const;
    }),
  );
  return Object.fromEntries(names.filter(([, name]) => name));
}

/** Walks the index from value to value, so that a city costs one look however many live there. */
function distinct(ids: SQL, table: SQL, column: SQL): SQL {
  const next = (account: SQL, after: SQL) => sql`
    (select ${column} from ${table} t where t.account_id = ${account} and ${column} > ${after}
     order by ${column} limit 1)`;
  return sql`
    with recursive walk(account_id, value) as (
      select a, ${next(sql`a`, sql`''`)} from unnest(array(select id from accounts where id = ${ids})) a
      union all
      select account_id, ${next(sql`walk.account_id`, sql`walk.value`)} from walk
      where walk.value is not null
    )
    select distinct value from walk where value is not null order by value limit ${most}`;
}
