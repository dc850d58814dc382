import type { Pool } from 'pg';
import type { Database } from '@/db/open';
import { ingest } from '@/lib/sync/ingest';
import { clientNodes, invoiceNodes } from './lean-nodes';

/**
 * An empty account to write into.
 * @public
 */
export async function emptyAccount(pool: Pool, name: string): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    'insert into accounts (jobber_account_id, slug, name) values ($1, $1, $1) returning id',
    [name],
  );
  return rows[0]?.id ?? 0;
}

/**
 * Rows a second of ingesting `rows` clients and twice as many invoices, with all indexes, search lines and daily sums,
 * `perCall` records at once.
 * @public
 */
export async function ingestRate(
  db: Database,
  accountId: number,
  rows: number,
  perCall: number,
): Promise<number> {
  const readAt = new Date();
  const started = performance.now();
  for (const [kind, nodes] of lists(rows)) {
    for (let at = 0; at < nodes.length; at += perCall) {
      const page = nodes.slice(at, at + perCall);
      await ingest(db, accountId, kind, page, { readAt, part: 'lean' });
    }
  }
  return (rows * 3) / ((performance.now() - started) / 1000);
}

/**
 * Bytes of write-ahead log that a row costs when it is read again: unchanged, and changed in every row, which is what
 * rewriting it costs.
 * @public
 */
export async function walPerRow(
  { db, pool }: { db: Database; pool: Pool },
  accountId: number,
  rows: number,
): Promise<{ unchanged: number; rewritten: number }> {
  const again = async (turn: number) => {
    const before = await pool.query<{ at: string }>('select pg_current_wal_insert_lsn() as at');
    for (const [kind, nodes] of lists(rows, turn)) {
      for (let at = 0; at < nodes.length; at += 100) {
        const page = nodes.slice(at, at + 100);
        await ingest(db, accountId, kind, page, { readAt: new Date(), part: 'lean' });
      }
    }
    const { rows: after } = await pool.query<{ bytes: string }>(
      'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1) as bytes',
      [before.rows[0]?.at],
    );
    return Number(after[0]?.bytes) / (rows * 3);
  };
  await again(0);
  return { unchanged: await again(0), rewritten: await again(1) };
}

function lists(rows: number, turn = 0) {
  return [
    ['client', clientNodes(rows, turn)],
    ['invoice', invoiceNodes(rows * 2, rows, turn)],
  ] as const;
}
