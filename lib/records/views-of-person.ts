import 'server-only';
import { type SQL, sql } from 'drizzle-orm';

/**
 * Every view of a person in SQL, by name, as one JSON value: `SavedView[]`.
 * @public
 */
export const viewsOfPerson = (personId: SQL) => sql`(
  select coalesce(json_agg(json_build_object(
    'id', v.id, 'list', v.list, 'name', v.name, 'account', a.slug, 'params', v.params) order by lower(v.name), v.id), '[]')
  from saved_views v left join accounts a on a.id = v.account_id where v.person_id = ${personId})`;
