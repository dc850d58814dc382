import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { Grant } from './grants';
import { refusedArgument, refusedVariable } from './refusals';
import { json, type Reply, type SandboxRequest } from './reply';
import { actualCost, type CostedOperation, requestedCost } from './request-cost';
import type { Asking } from './resolvers/asking';
import { sandboxSchema } from './resolvers/sandbox-schema';
import type { SandboxState } from './sandbox-state';
import type { SeenRequest } from './seen-requests';

/** Versions that the changelog lists (facts 2.2, 2.3); an unlisted date is served as the nearest one before it. */
const versions = ['2025-04-16', '2026-09-25'] as const;

/** `POST /api/graphql`. Fills in what `seen` can tell about the request. */
export async function graphql(
  request: SandboxRequest,
  state: SandboxState,
  seen: SeenRequest,
): Promise<Reply> {
  if (request.method !== 'POST') return json(404, { message: 'Not Found' });
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return json(415, { message: 'Content-Type must be application/json' });
  if (state.isDown) return json(200, { message: 'Service temporarily unavailable' });

  const caller = identify(request, state);
  if ('refused' in caller) return caller.refused;
  const { grant } = caller;
  seen.accountId = grant?.accountId ?? null;
  if (grant && state.inactiveAccounts.has(grant.accountId))
    return json(200, { error: { message: 'This account is not active' } });
  if (grant && !state.budget(grant.accountId).admitRequest())
    return json(429, { message: 'Too many requests' });
  const version = request.headers['x-jobber-graphql-version'];
  if (grant && version === undefined)
    return json(400, { message: 'X-JOBBER-GRAPHQL-VERSION header is required' });

  const body = readBody(request.body);
  if (!body) return json(400, { message: 'The request body is not a GraphQL request' });
  const versioning = {
    version: servedVersion(version),
    ...(state.versionWarning ? { warning: state.versionWarning } : {}),
  };
  return run(body, { state, grant, seen, versioning });
}

interface Body {
  query: string;
  variables: { [name: string]: unknown };
  operationName: string | undefined;
}

interface Run {
  state: SandboxState;
  grant: Grant | null;
  seen: SeenRequest;
  versioning: object;
}

async function run(body: Body, { state, grant, seen, versioning }: Run): Promise<Reply> {
  const prepared = prepare(body);
  if ('errors' in prepared)
    return json(200, { errors: prepared.errors, extensions: { versioning } });
  const requested = requestedCost(prepared);
  seen.requestedCost = requested;
  const budget = grant ? state.budget(grant.accountId) : null;
  const cost = (actualQueryCost: number) => ({
    requestedQueryCost: requested,
    actualQueryCost,
    ...(budget ? { throttleStatus: budget.status() } : {}),
  });
  if (budget && !budget.canAfford(requested)) {
    seen.throttled = true;
    seen.actualCost = 0;
    return json(200, {
      data: null,
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost: cost(0), versioning },
    });
  }

  state.catchUp();
  const store = grant ? state.world.accounts.get(grant.accountId) : undefined;
  const asking: Asking = { state, grant, store: store ?? null, rows: 0 };
  const result = await execute({
    schema: sandboxSchema(),
    document: prepared.document,
    variableValues: body.variables,
    contextValue: asking,
    ...(body.operationName ? { operationName: body.operationName } : {}),
  });
  const actual = Math.min(requested, actualCost(prepared, result.data));
  seen.actualCost = actual;
  budget?.charge(actual);
  await state.clock.sleep(state.latency.baseMs + state.latency.perRowMs * asking.rows);
  return json(200, { ...result, extensions: { cost: cost(actual), versioning } });
}

function prepare(
  body: Body,
): (CostedOperation & { document: DocumentNode }) | { errors: unknown[] } {
  const schema = sandboxSchema();
  const judged = judge(body.query);
  if ('errors' in judged) return judged;
  const { document } = judged;
  const operation = getOperationAST(document, body.operationName ?? null);
  if (!operation) return { errors: [{ message: 'An operation name is required' }] };
  const definitions = operation.variableDefinitions ?? [];
  const values = getVariableValues(schema, definitions, body.variables);
  if (values.errors)
    return { errors: values.errors.map((error) => refusedVariable(error, definitions)) };
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  return { document, operation, fragments, variables: values.coerced };
}

type Judged = { document: DocumentNode } | { errors: unknown[] };

/** Clients send the same few texts again and again: each is parsed and checked against the schema once. */
const judgements = new Map<string, Judged>();
const mostJudgements = 500;

function judge(text: string): Judged {
  const known = judgements.get(text);
  if (known) return known;
  const judged = parsedAndChecked(text);
  if (judgements.size >= mostJudgements) judgements.clear();
  judgements.set(text, judged);
  return judged;
}

function parsedAndChecked(text: string): Judged {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error.toJSON()] };
    throw error;
  }
  const invalid = validate(sandboxSchema(), document);
  return invalid.length > 0 ? { errors: invalid.map(refusedArgument) } : { document };
}

function identify(
  request: SandboxRequest,
  state: SandboxState,
): { grant: Grant | null } | { refused: Reply } {
  const header = request.headers.authorization;
  if (!header) return { grant: null };
  const identified = state.grants.identify(header.replace(/^Bearer\s+/i, ''));
  if (identified.outcome === 'ok') return { grant: identified.grant };
  if (identified.outcome === 'expired')
    return { refused: json(401, { message: 'Access token expired' }) };
  if (identified.outcome === 'unknown')
    return { refused: json(401, { message: 'Token not recognized' }) };
  return {
    refused: json(200, {
      message: 'User has disconnected this app from their account. Please delete this token',
    }),
  };
}

function readBody(text: string): Body | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('query' in parsed)) return null;
    if (typeof parsed.query !== 'string') return null;
    const variables =
      'variables' in parsed && typeof parsed.variables === 'object' && parsed.variables !== null
        ? { ...parsed.variables }
        : {};
    const operationName =
      'operationName' in parsed && typeof parsed.operationName === 'string'
        ? parsed.operationName
        : undefined;
    return { query: parsed.query, variables, operationName };
  } catch {
    return null;
  }
}

function servedVersion(asked: string | undefined): string {
  return versions.findLast((version) => asked !== undefined && version <= asked) ?? versions[0];
}
