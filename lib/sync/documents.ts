import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind as NodeKind,
  parse,
  print,
} from 'graphql';
import { requestedCost } from '@/lib/jobber/cost';
import type { Entity } from './entity';
import type { Part } from './ingest';

/**
 * What a list brings of each record; `ids` nothing but its id, `skeleton` what tells that it changed. Of visits, `coming`
 * what one that lies ahead has in its list, and `times` what tells whether one of a known job was moved or completed.
 */
export type Selection = Part | 'ids' | 'skeleton' | 'coming' | 'times';

/** No page may ask for more than this, so that it fits beside the points kept for people. */
export const pagePoints = 3_200;
const mostRows = 100;

/** A list of one kind, page by page, with the total count when asked, without the fields that are `told` otherwise. */
export function listDocument(
  entity: Entity,
  part: Selection,
  withCount: boolean,
  told: readonly string[] = [],
): DocumentNode {
  const filter = entity.filterType ? [`$filter: ${entity.filterType}`, 'filter: $filter'] : null;
  const sort = entity.sortType ? [`$sort: ${entity.sortType}`, 'sort: $sort'] : null;
  const declared = ['$first: Int!', '$after: String', filter?.[0], sort?.[0]].filter(Boolean);
  const passed = ['first: $first', 'after: $after', filter?.[1], sort?.[1]].filter(Boolean);
  const { spread, text } = fragments(entity, part, told);
  return cached(`
    query ${operationName(entity, part)}(${declared.join(', ')}) {
      ${entity.many}(${passed.join(', ')}) {
        nodes { ${spread} }
        pageInfo { endCursor hasNextPage }
        ${withCount ? 'totalCount' : ''}
      }
    }
    ${text}`);
}

/** The most rows that one page of this document may ask for. */
export function pageRows(document: DocumentNode): number {
  const one = requestedCost(document, { first: 1 });
  const perRow = requestedCost(document, { first: 2 }) - one;
  return Math.max(1, Math.min(mostRows, Math.floor((pagePoints - one + perRow) / perRow)));
}

/** Points of one row of this document, by the formula of Jobber's costs. */
export function rowPoints(document: DocumentNode): number {
  return requestedCost(document, { first: 2 }) - requestedCost(document, { first: 1 });
}

/** Everything of several records of one kind by their ids, aliased `r0`, `r1` …; `$i0`, `$i1` … are the ids. */
export function refetchDocument(entity: Entity, count: number): DocumentNode {
  const { spread, text } = fragments(entity, 'full');
  const ids = Array.from({ length: count }, (_, index) => index);
  return cached(`
    query Refetch${capital(entity.kind)}(${ids.map((n) => `$i${n}: EncodedId!`).join(', ')}) {
      ${ids.map((n) => `r${n}: ${entity.one}(id: $i${n}) { ${spread} }`).join('\n')}
    }
    ${text}`);
}

/** The fields of the lists of one record by its id `$id`: cheap enough to ask whether it has changed. */
export function checkDocument(entity: Entity): DocumentNode {
  const { spread, text } = fragments(entity, 'lean');
  return cached(`
    query Check${capital(entity.kind)}($id: EncodedId!) { record: ${entity.one}(id: $id) { ${spread} } }
    ${text}`);
}

/** How many records of this kind one refetch may ask for. */
export function refetchRows(entity: Entity): number {
  return Math.max(
    1,
    Math.min(20, Math.floor(pagePoints / requestedCost(refetchDocument(entity, 1)))),
  );
}

/** The times of the visits of several jobs within a span of time, aliased `r0`, `r1` …; `$i0` … are the jobs, `$a0` … the cursors. */
export function jobVisitsDocument(visit: Entity, count: number): DocumentNode {
  const { spread, text } = fragments(visit, 'times');
  const jobs = Array.from({ length: count }, (_, index) => index);
  return cached(`
    query RefetchJobVisits(${jobs.map((n) => `$i${n}: EncodedId!, $a${n}: String`).join(', ')}, $first: Int!, $filter: VisitFilterAttributes) {
      ${jobs
        .map(
          (n) => `r${n}: job(id: $i${n}) {
        visits(first: $first, after: $a${n}, filter: $filter) {
          nodes { ${spread} }
          pageInfo { endCursor hasNextPage }
        }
      }`,
        )
        .join('\n')}
    }
    ${text}`);
}

/** The rest of a nested list that did not fit on the page of its record. */
export function overflowDocument(
  entity: Entity,
  field: string,
  selection: 'lean' | 'detail',
): DocumentNode {
  const source = selection === 'lean' ? entity.lean : entity.detail;
  const node = source && nestedSelection(source, field);
  if (!node) throw new Error(`no nested list ${field} in ${entity.kind}`);
  return cached(`
    query More${capital(entity.kind)}${capital(field)}($id: EncodedId!, $after: String) {
      ${entity.one}(id: $id) {
        ${field}(first: 100, after: $after) { nodes ${node} pageInfo { endCursor hasNextPage } }
      }
    }`);
}

/** Counts of one kind in several windows of `createdAt`, aliased `w0`, `w1` …; `$f0` … are the filters. */
export function countDocument(entity: Entity, windows: number): DocumentNode {
  const numbers = Array.from({ length: windows }, (_, index) => index);
  const declared = numbers.map((n) => `$f${n}: ${entity.filterType}`).join(', ');
  const counts = numbers.map(
    (n) => `w${n}: ${entity.many}(first: 1, filter: $f${n}) { totalCount }`,
  );
  return cached(`query Count${capital(entity.kind)}(${declared}) { ${counts.join('\n')} }`);
}

function fragments(
  entity: Entity,
  part: Selection,
  told: readonly string[] = [],
): { spread: string; text: string } {
  if (part === 'ids') return { spread: 'id', text: '' };
  if (part === 'coming') return { spread: 'id startAt endAt job { id }', text: '' };
  if (part === 'times') return { spread: 'id startAt endAt completedAt', text: '' };
  if (part === 'skeleton') return { spread: skeletonFields(entity).join(' '), text: '' };
  const used = [part === 'detail' ? null : entity.lean, part === 'lean' ? null : entity.detail];
  const definitions = new Map<string, string>();
  const spreads: string[] = [];
  for (const document of used) {
    if (!document) continue;
    const [first] = document.definitions;
    if (first?.kind === NodeKind.FRAGMENT_DEFINITION) spreads.push(`...${first.name.value}`);
    for (const definition of document.definitions) {
      if (definition.kind === NodeKind.FRAGMENT_DEFINITION)
        definitions.set(definition.name.value, print(without(definition, told)));
    }
  }
  return { spread: spreads.join(' '), text: [...definitions.values()].join('\n') };
}

function without(
  fragment: FragmentDefinitionNode,
  told: readonly string[],
): FragmentDefinitionNode {
  const selections = fragment.selectionSet.selections.filter(
    (one) => one.kind !== NodeKind.FIELD || !told.includes(one.name.value),
  );
  return { ...fragment, selectionSet: { ...fragment.selectionSet, selections } };
}

/** Statuses that turn with time alone, without a new updatedAt, are compared too. */
function skeletonFields({ isDated, timedStatus }: Entity): string[] {
  return ['id', ...(isDated ? ['updatedAt'] : []), ...(timedStatus ? [timedStatus] : [])];
}

function nestedSelection(document: DocumentNode, field: string): string | null {
  const [fragment] = document.definitions;
  if (fragment?.kind !== NodeKind.FRAGMENT_DEFINITION) return null;
  for (const outer of fragment.selectionSet.selections) {
    if (outer.kind !== NodeKind.FIELD || outer.name.value !== field) continue;
    for (const inner of outer.selectionSet?.selections ?? []) {
      if (inner.kind === NodeKind.FIELD && inner.name.value === 'nodes' && inner.selectionSet)
        return print(inner.selectionSet);
    }
  }
  return null;
}

const parsed = new Map<string, DocumentNode>();

function cached(text: string): DocumentNode {
  const found = parsed.get(text);
  if (found) return found;
  const document = parse(text, { noLocation: true });
  parsed.set(text, document);
  return document;
}

function operationName(entity: Entity, part: Selection): string {
  return `Sync${capital(entity.many)}${capital(part)}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', '');
}
