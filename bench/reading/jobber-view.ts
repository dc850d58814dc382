import type { DocumentNode } from 'graphql';
import { execute } from 'graphql';
import type { JobberClient } from '@/lib/jobber/client';
import { sandboxSchema } from '@/lib/sandbox/resolvers/sandbox-schema';
import type { Sandbox } from '@/lib/sandbox/sandbox';
import { completeNested, pageOf } from '@/lib/sync/ask';
import { listDocument, refetchDocument } from '@/lib/sync/documents';
import { entities } from '@/lib/sync/entities';
import { contentHash, type Kind } from '@/lib/sync/entity';

/**
 * What the read model keeps of a record once it says what Jobber says: the hashes of its list fields and of the rest.
 * @public
 */
export type Expected = { hash: string; detailHash: string | null };

/**
 * Looks at single records of a sandbox as our documents would, past its wire, clock and budget.
 * @public
 */
export type JobberView = (kind: Kind, id: string) => Promise<Expected | null>;

/** @public */
export function jobberView({ control }: Sandbox, jobberAccountId: string): JobberView {
  const store = control.world.accounts.get(jobberAccountId);
  const [user] = store?.all('User') ?? [];
  const { accessToken } = control.grants.grant(
    { accountId: jobberAccountId, userId: user?.id ?? '' },
    control.app.scopes,
  );
  const identified = control.grants.identify(accessToken);
  if (!store || identified.outcome !== 'ok') throw new Error('no such account');
  const { grant } = identified;
  const look = async (document: DocumentNode, variableValues: Record<string, unknown>) => {
    const contextValue = { state: control, grant, store, rows: 0 };
    const schema = sandboxSchema();
    const result = await execute({ schema, document, variableValues, contextValue });
    // The resolvers' answer as it would come over the wire.
    return JSON.parse(JSON.stringify(result.data)) as Record<string, unknown>;
  };
  const query = (async (document: DocumentNode, variables: Record<string, unknown>) => ({
    data: await look(document, variables),
    hidden: [],
    cost: undefined,
    versionWarning: undefined,
  })) as unknown as JobberClient['query'];

  return async (kind, id) => {
    const entity = entities[kind];
    const node = entity.one
      ? (await look(refetchDocument(entity, 1), { i0: id })).r0
      : pageOf(
          (await look(listDocument(entity, 'full', false), { first: 1, filter: { ids: [id] } }))[
            entity.many
          ],
        )?.nodes[0];
    if (!node) return null;
    await completeNested({ client: { query }, timeoutMs: 1_000 }, entity, [node], 'interactive');
    return {
      hash: contentHash(entity.mapLean(node)),
      detailHash: entity.mapDetail ? contentHash(entity.mapDetail(node)) : null,
    };
  };
}
