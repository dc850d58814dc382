import { schemaText } from '@/lib/explorer/schema-text';
import { accountRoute } from '@/lib/route';

/** The schema that the explorer's editor completes and checks against, as SDL. */
export const GET = accountRoute(
  { name: 'explorer_schema', right: 'ask' },
  async () =>
    new Response(await schemaText(), { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
);
