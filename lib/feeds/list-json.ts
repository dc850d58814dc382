import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import type { ListName, ListQuery } from '@/lib/records/contract';
import { listPage } from '@/lib/records/list-page';

const rowsPerPage = 1_000;
const pageLimitMs = 20_000;

/**
 * Everything that the filters let through as `{ "list", "rows": [...] }`, written page by page. Money is integer cents,
 * moments are ISO 8601 in UTC, as in the lists' contract.
 */
export function listJson<List extends ListName>(
  scope: AccountScope,
  list: List,
  query: Pick<ListQuery<List>, 'filters' | 'sort'>,
  { db = appDb() }: { db?: Database } = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const parts = text();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });

  async function* text(): AsyncGenerator<string, undefined> {
    let after: string | undefined;
    let lead = `{"list":${JSON.stringify(list)},"rows":[`;
    do {
      const asked = { ...query, limit: rowsPerPage, ...(after ? { after } : {}) };
      const page = await listPage(scope, list, asked, { db, limitMs: pageLimitMs });
      const rows = page.rows.map((row) => JSON.stringify(row)).join(',\n');
      if (rows !== '') {
        yield `${lead}${rows}`;
        lead = ',\n';
      }
      after = page.next ?? undefined;
    } while (after);
    yield `${lead === ',\n' ? '' : lead}]}\n`;
    return undefined;
  }
}
