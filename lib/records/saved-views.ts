import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import { executeKept } from '@/db/kept-statement';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { AppError } from '../errors';
import type { ListName } from './contract';
import { listParams, parseListQuery } from './list-query';
import type { SavedView } from './saved-view-contract';
import { viewsOfPerson } from './views-of-person';

const mostViews = 200;

const allViews = sql`select ${viewsOfPerson(sql`${sql.placeholder('personId')}::uuid`)} as views`;

/**
 * The person's own views of one list or of all, by name: those for accounts of the scope and those for all accounts. As the
 * sign-in of the request has brought them, else read.
 * @public
 */
export async function savedViews(
  scope: AccountScope,
  list?: ListName,
  db: Database = appDb(),
): Promise<SavedView[]> {
  const views = scope.ownViews ?? (await readViews(scope.personId, db));
  const slugs = new Set(scope.accounts.map(({ slug }) => slug));
  return views.filter(
    (view) =>
      (list === undefined || view.list === list) &&
      (view.account === null || slugs.has(view.account)),
  );
}

async function readViews(personId: string, db: Database): Promise<SavedView[]> {
  const [row] = await executeKept<{ views: SavedView[] }>(db, allViews, { personId });
  return row?.views ?? [];
}

/**
 * Keeps a view under its name; a view of that name is replaced. `account` is a slug of the scope, or absent for all
 * accounts. Throws `bad_input` for parameters that are no query of the list, `conflict` beyond 200 views.
 * @public
 */
export async function saveView(
  scope: AccountScope,
  view: { list: ListName; name: string; params: string; account?: string | undefined },
  db: Database = appDb(),
): Promise<SavedView> {
  const params = normalisedParams(view.list, view.params);
  const account = scope.accounts.find(({ slug }) => slug === view.account);
  if (view.account !== undefined && !account) {
    throw new AppError(
      'not_found',
      'There is no such account here, or you are not a member of it.',
    );
  }
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into saved_views (person_id, account_id, list, name, params)
    select ${scope.personId}, ${account?.id ?? null}::int, ${view.list}, ${view.name}, ${params}
    where (select count(*) from saved_views where person_id = ${scope.personId}) < ${mostViews}
      or exists (select from saved_views where person_id = ${scope.personId} and list = ${view.list} and name = ${view.name})
    on conflict (person_id, list, name) do update set account_id = excluded.account_id, params = excluded.params
    returning id`);
  const [row] = rows;
  if (!row) {
    throw new AppError(
      'conflict',
      `You have ${mostViews} views. Delete one you no longer use first.`,
    );
  }
  return { id: row.id, list: view.list, name: view.name, account: account?.slug ?? null, params };
}

/**
 * Gives a view another name. `not_found` for a view of somebody else, `conflict` when the name is taken.
 * @public
 */
export async function renameView(
  scope: AccountScope,
  id: string,
  name: string,
  db: Database = appDb(),
): Promise<void> {
  const { rows } = await db.execute<{ is_taken: boolean }>(sql`
    with renamed as (
      update saved_views v set name = ${name}
      where v.id = ${id} and v.person_id = ${scope.personId} and not exists (
        select from saved_views o where o.person_id = v.person_id and o.list = v.list and o.name = ${name} and o.id <> v.id)
      returning v.id
    )
    select not exists (select from renamed) as is_taken from saved_views
    where id = ${id} and person_id = ${scope.personId}`);
  const [row] = rows;
  if (!row) throw missingView();
  if (row.is_taken) throw new AppError('conflict', 'You have a view of this name already.');
}

/**
 * `not_found` for a view of somebody else.
 * @public
 */
export async function deleteView(
  scope: AccountScope,
  id: string,
  db: Database = appDb(),
): Promise<void> {
  const { rows } = await db.execute(
    sql`delete from saved_views where id = ${id} and person_id = ${scope.personId} returning id`,
  );
  if (rows.length === 0) throw missingView();
}

/** Only filters and the sort, in one spelling; the account stands beside them. */
function normalisedParams(list: ListName, params: string): string {
  const query = parseListQuery(list, Object.fromEntries(new URLSearchParams(params)));
  return new URLSearchParams(listParams(list, query)).toString();
}

function missingView(): AppError {
  return new AppError('not_found', 'There is no such view. It may have been deleted.');
}
