import 'server-only';
import { createHash } from 'node:crypto';
import type { Query, SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { QueryResult, QueryResultRow } from 'pg';
import type { Database } from './open';

type Kept = { name: string; text: Query };

const dialect = new PgDialect({ casing: 'snake_case' });
const known = new WeakMap<SQL, Kept>();

/**
 * Runs a statement that each connection keeps: Postgres reads and plans it once and not with every page. For statements
 * of a few texts only, whose best plan is the same for all values: keeping costs a connection memory, and after five
 * executions the plan no longer looks at them. `values` are those of its placeholders; an SQL object that lives as long as
 * its module is not written out anew either.
 * @public
 */
export async function executeKept<Row extends QueryResultRow>(
  db: Database,
  statement: SQL,
  values: Record<string, unknown> = {},
): Promise<Row[]> {
  const { name, text } = known.get(statement) ?? keep(statement);
  const { rows } = await db._.session
    .prepareQuery<{ execute: QueryResult<Row>; all: Row[]; values: unknown[][] }>(
      text,
      undefined,
      name,
      false,
    )
    .execute(values);
  return rows;
}

/** Two statements of one name would be one statement to Postgres, so the text itself makes the name. */
function keep(statement: SQL): Kept {
  const text = dialect.sqlToQuery(statement);
  const kept = { name: createHash('sha1').update(text.sql).digest('hex'), text };
  known.set(statement, kept);
  return kept;
}
