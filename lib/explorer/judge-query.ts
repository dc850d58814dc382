import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { AppError } from '@/lib/errors';
import { requestedCost } from '@/lib/jobber/cost';

/**
 * How large a query of the explorer may be. `points` is what Jobber's bucket of an account holds at most.
 * @public
 */
export const limits = {
  characters: 50_000,
  depth: 12,
  aliases: 30,
  fields: 1_000,
  points: 10_000,
} as const;

/**
 * A query that may be sent: one operation within the limits, with the points it will ask Jobber for.
 * @public
 */
export type JudgedQuery = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  cost: number;
};

/**
 * Decides whether a text may go to Jobber, without a schema and without asking anybody; the browser and the server use
 * the same judgement. Throws `bad_input` with a sentence that names the reason.
 * @public
 */
export function judgeQuery(text: string, variables: Record<string, unknown> = {}): JudgedQuery {
  if (text.trim() === '') throw refused('There is no query yet.');
  if (text.length > limits.characters) {
    throw refused(`A query has at most ${limits.characters.toLocaleString('en-US')} characters.`);
  }
  const document = parsed(text);
  const operation = onlyQuery(document);
  const size = sizeOf(document, operation);
  if (size.aliases > limits.aliases) {
    throw refused(
      `A query has at most ${limits.aliases} aliases; this one has ${size.aliases.toLocaleString('en-US')}.`,
    );
  }
  if (size.depth > limits.depth) {
    throw refused(
      `A query goes at most ${limits.depth} levels deep; this one goes ${size.depth} deep.`,
    );
  }
  if (size.fields > limits.fields) {
    throw refused(
      `A query has at most ${limits.fields.toLocaleString('en-US')} fields, those of fragments counted each time.`,
    );
  }
  return { document: named(document), operation, cost: requestedCost(document, variables) };
}

/**
 * Reads the variables field: a JSON object, or nothing. Throws `bad_input`.
 * @public
 */
export function parseVariables(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refused('The variables are not JSON. Example: { "first": 10 }', cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw refused('The variables must be a JSON object. Example: { "first": 10 }');
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    const [place] = cause.locations ?? [];
    const where = place ? ` in line ${place.line}, column ${place.column}` : '';
    const what = cause.message.replace(/^Syntax Error: /, '').replace(/\.$/, '');
    throw refused(`This is not GraphQL${where}: ${what}.`, cause);
  }
}

function onlyQuery(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const isForeign = document.definitions.some(
    ({ kind }) => kind !== Kind.OPERATION_DEFINITION && kind !== Kind.FRAGMENT_DEFINITION,
  );
  if (isForeign) throw refused('Only a query and its fragments can stand here.');
  const changing = operations.find(({ operation }) => operation !== 'query');
  if (changing) {
    throw refused(
      `The explorer only reads: a ${changing.operation} is never sent to Jobber. Make changes in Jobber itself.`,
    );
  }
  const [operation] = operations;
  if (!operation) throw refused('There is no query yet, only fragments.');
  if (operations.length > 1) {
    throw refused(`One query at a time: this text has ${operations.length} operations.`);
  }
  return operation;
}

// The client names the operation that Jobber shall run, so one without a name gets one.
function named(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.map((one) =>
    one.kind === Kind.OPERATION_DEFINITION && !one.name
      ? { ...one, name: { kind: Kind.NAME, value: 'Explored' } as const }
      : one,
  );
  return { ...document, definitions };
}

type Size = { depth: number; aliases: number; fields: number };

/** Fragments count where they are used; each is measured once, so that nesting them cannot make this slow. */
function sizeOf(document: DocumentNode, operation: OperationDefinitionNode): Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  const measured = new Map<string, Size>();
  return measure(operation.selectionSet, new Set());

  function measure(set: SelectionSetNode, open: ReadonlySet<string>): Size {
    const size: Size = { depth: 0, aliases: 0, fields: 0 };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? measure(selection.selectionSet, open) : null;
        add(size, { depth: 0, aliases: selection.alias ? 1 : 0, fields: 1 });
        if (inner) add(size, inner);
        size.depth = Math.max(size.depth, 1 + (inner?.depth ?? 0));
      } else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? measure(selection.selectionSet, open)
            : measureFragment(selection.name.value, open);
        add(size, inner);
        size.depth = Math.max(size.depth, inner.depth);
      }
    }
    return size;
  }

  function measureFragment(name: string, open: ReadonlySet<string>): Size {
    if (open.has(name)) throw refused(`The fragment ${name} contains itself.`);
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) throw refused(`There is no fragment ${name}.`);
    const size = measure(fragment.selectionSet, new Set(open).add(name));
    measured.set(name, size);
    return size;
  }
}

function add(size: Size, more: Size): void {
  size.aliases += more.aliases;
  size.fields += more.fields;
}

function refused(sentence: string, cause?: unknown): AppError {
  return new AppError('bad_input', sentence, cause === undefined ? undefined : { cause });
}
