import type { DocumentNode } from 'graphql';
import { z } from 'zod';
import type { JobberClient, Priority } from '@/lib/jobber/client';
import { overflowDocument } from './documents';
import type { Entity } from './entity';

/**
 * How a slice asks Jobber: the client of the account. What would wait longer than `patienceMs` for points is not asked
 * and throws jobber_throttled. `heard` is what its answers said about the API version last.
 */
export type Asker = {
  client: Pick<JobberClient, 'query'>;
  timeoutMs: number;
  patienceMs?: number;
  heard?: { versionWarning: string | null };
};

/** The data of one answer with its price and what Jobber withheld. */
export type Asked = { data: Record<string, unknown>; points: number; hidden: string[] };

const connection = z.object({
  nodes: z.array(z.unknown()),
  pageInfo: z.object({ endCursor: z.string().nullish(), hasNextPage: z.boolean() }),
  totalCount: z.number().nullish(),
});

export type Page = z.output<typeof connection>;

/** The same, for requests without which those before them were in vain: they wait for points as long as it takes. */
export function patient({ client, timeoutMs }: Asker): Asker {
  return { client, timeoutMs };
}

/** One request, admitted as urgently as `priority` says. */
export async function ask(
  asker: Asker,
  document: DocumentNode,
  variables: Record<string, unknown>,
  priority: Priority,
): Promise<Asked> {
  const { client, timeoutMs, patienceMs = timeoutMs } = asker;
  const result = await client.query(document, variables, { timeoutMs, patienceMs, priority });
  asker.heard = { versionWarning: result.versionWarning ?? null };
  return {
    data: z.record(z.string(), z.unknown()).parse(result.data),
    points: result.cost?.actual ?? 0,
    hidden: result.hidden,
  };
}

/** The page under a root field; null when Jobber shows none of it. */
export function pageOf(value: unknown): Page | null {
  return value === null || value === undefined ? null : connection.parse(value);
}

/** Completes the nested lists of these records that were longer than their page. Returns the points it took. */
export async function completeNested(
  asker: Asker,
  entity: Entity,
  nodes: readonly unknown[],
  priority: Priority,
): Promise<number> {
  let points = 0;
  for (const { field, selection } of entity.nested) {
    for (const node of nodes) {
      const record = z.looseObject({ id: z.string() }).parse(node);
      const first = connection.safeParse(record[field]);
      if (!first.success || !first.data.pageInfo.hasNextPage) continue;
      const document = overflowDocument(entity, field, selection);
      const all = [...first.data.nodes];
      let after: string | null | undefined = first.data.pageInfo.endCursor;
      while (after) {
        const more = await ask(patient(asker), document, { id: record.id, after }, priority);
        points += more.points;
        const owner = z
          .record(z.string(), z.unknown())
          .nullish()
          .parse(more.data[entity.one ?? '']);
        const page = pageOf(owner?.[field]);
        all.push(...(page?.nodes ?? []));
        after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      }
      Object.assign(node as object, { [field]: { ...first.data, nodes: all } });
    }
  }
  return points;
}
