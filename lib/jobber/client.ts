import type { TadaDocumentNode } from 'gql.tada';
import { type DocumentNode, Kind, OperationTypeNode, print } from 'graphql';
import { AppError, isAppError } from '@/lib/errors';
import { type Answer, judgeAnswer } from './answer';
import { type QueryCost, requestedCost } from './cost';
import { withoutFields } from './hidden-fields';

/**
 * A person waits for `interactive`; everything else may be held back by the admission, the later in this list the longer.
 * @public
 */
export type Priority =
  | 'interactive'
  | 'newest'
  | 'refetch'
  | 'probe'
  | 'recent'
  | 'background'
  | 'history'
  | 'details'
  | 'sweep';

/**
 * Decides when a request may go, so that all our processes share one budget. Rejects with jobber_throttled when the
 * points cannot be there in time. `settle` is called once per admitted request, with undefined when no cost came back.
 * @public
 */
export type Admission = {
  admit(request: {
    requestedCost: number;
    priority: Priority;
    timeoutMs: number;
  }): Promise<{ settle(cost: QueryCost | undefined): void }>;
};

/** @public */
export type ClientClock = { now(): number; sleep(ms: number): Promise<void> };

/** @public */
export type JobberClientConfig = {
  /** Origin, e.g. https://api.getjobber.com. */
  apiUrl: string;
  /** The dated version header. */
  apiVersion: string;
  token: () => Promise<{ token: string; version: number }>;
  /** Jobber answered 401 to the token of this version: refresh it, or throw why that is impossible. */
  onRejected: (version: number) => Promise<unknown>;
  /** Clients of the same name see the same records, so that simultaneous reads of one record may be shared. */
  sharedAs?: string;
  fetch?: typeof fetch;
  clock?: ClientClock;
  admission?: Admission;
  onCost?: (cost: QueryCost, operation: string) => void;
  onVersionWarning?: (warning: string) => void;
  /** Jobber answered that the app was disconnected; the call throws `jobber_disconnected` beside this. */
  onDisconnected?: () => void;
};

/**
 * `timeoutMs` bounds everything: waiting for points, the token, the request and its repetitions; `patienceMs` only the
 * waiting for points.
 * @public
 */
export type QueryOptions = { timeoutMs?: number; patienceMs?: number; priority?: Priority };

/** @public */
export type QueryResult<Data> = {
  data: Data;
  /** What Jobber did not permit, e.g. `clients.nodes.balance`; absent or null in `data`. */
  hidden: string[];
  cost: QueryCost | undefined;
  versionWarning: string | undefined;
};

/** @public */
export type JobberClient = ReturnType<typeof createJobberClient>;

type Urgency = { priority: Priority; patienceMs: number };

const defaultTimeoutMs = 20_000;

const realClock: ClientClock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * The one way to ask Jobber something. A throttled request waits exactly as long as its points need and goes again, a
 * 401 causes one refresh and one repetition, a hidden field is left out and named; nothing else is ever retried.
 * Throws AppError (`jobber_*`, `temporarily_unavailable`, and whatever `token` and `onRejected` throw).
 * @public
 */
export function createJobberClient(config: JobberClientConfig) {
  const { clock = realClock, fetch: send = globalThis.fetch } = config;

  /** Runs one operation. Data that is only partly permitted is returned with `hidden` filled. */
  async function query<Data, Variables extends Record<string, unknown>>(
    document: TadaDocumentNode<Data, Variables>,
    variables: Variables,
    options: QueryOptions = {},
  ): Promise<QueryResult<Data>> {
    const deadline = clock.now() + (options.timeoutMs ?? defaultTimeoutMs);
    const urgency = {
      priority: options.priority ?? 'interactive',
      patienceMs: options.patienceMs ?? Infinity,
    };
    let asked: DocumentNode = document;
    const hidden = new Set<string>();
    for (;;) {
      const answer = await ask(asked, variables, deadline, urgency);
      for (const path of answer.hidden) hidden.add(path);
      if (answer.kind === 'data') {
        return {
          data: asData<Data>(answer.data),
          hidden: [...hidden],
          cost: answer.cost,
          versionWarning: answer.versionWarning,
        };
      }
      const reduced = isMutation(asked) ? null : withoutFields(asked, answer.hidden);
      if (!reduced || print(reduced) === print(asked)) {
        throw new AppError(
          'jobber_hidden',
          'Jobber does not permit this: the app or the person who connected lacks the permission.',
          { cause: new Error(`hidden: ${[...hidden].join(', ')}`) },
        );
      }
      asked = reduced;
    }
  }

  async function ask(
    document: DocumentNode,
    variables: Record<string, unknown>,
    deadline: number,
    urgency: Urgency,
  ): Promise<Extract<Answer, { kind: 'data' | 'emptied' }>> {
    const operation = operationName(document);
    let rejected = false;
    for (;;) {
      const { token, version } = await config.token();
      const answer = await admitted(document, variables, deadline, urgency, token);
      if (answer.kind === 'throttled') {
        await waitForPoints(answer.cost, deadline);
      } else if (answer.kind === 'unauthorized') {
        if (rejected) {
          throw new AppError(
            'jobber_refused',
            'Jobber refuses this connection although it was just renewed. Try again later or reconnect.',
            { cause: new Error(answer.message) },
          );
        }
        rejected = true;
        await config.onRejected(version);
      } else {
        if (answer.cost) config.onCost?.(answer.cost, operation);
        if (answer.versionWarning) config.onVersionWarning?.(answer.versionWarning);
        return answer;
      }
    }
  }

  async function admitted(
    document: DocumentNode,
    variables: Record<string, unknown>,
    deadline: number,
    { priority, patienceMs }: Urgency,
    token: string,
  ): Promise<Answer> {
    const admission = await config.admission?.admit({
      requestedCost: requestedCost(document, variables),
      priority,
      timeoutMs: Math.max(0, Math.min(patienceMs, deadline - clock.now())),
    });
    let cost: QueryCost | undefined;
    try {
      const answer = judgeAnswer(await post(document, variables, deadline, token));
      if (answer.kind !== 'unauthorized') cost = answer.cost;
      return answer;
    } catch (error) {
      if (isAppError(error) && error.code === 'jobber_disconnected') config.onDisconnected?.();
      throw error;
    } finally {
      admission?.settle(cost);
    }
  }

  async function post(
    document: DocumentNode,
    variables: Record<string, unknown>,
    deadline: number,
    token: string,
  ) {
    const leftMs = deadline - clock.now();
    if (leftMs <= 0) throw tooSlow();
    try {
      const response = await send(new URL('/api/graphql', config.apiUrl), {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.ceil(leftMs)),
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'x-jobber-graphql-version': config.apiVersion,
        },
        body: JSON.stringify({
          query: print(document),
          variables,
          operationName: operationName(document),
        }),
      });
      const body = await response.text();
      return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'TimeoutError') throw tooSlow(cause);
      throw new AppError(
        'jobber_unreachable',
        'Jobber cannot be reached at the moment. Try again in a minute.',
        {
          cause,
        },
      );
    }
  }

  async function waitForPoints(cost: QueryCost | undefined, deadline: number): Promise<void> {
    if (cost && cost.requested > cost.maximumAvailable) {
      throw new AppError(
        'jobber_refused',
        'This asks Jobber for more at once than it ever gives. Ask for fewer rows.',
      );
    }
    const waitMs = cost ? pointsWaitMs(cost) : 1_000;
    if (clock.now() + waitMs >= deadline) {
      throw new AppError('jobber_throttled', 'Jobber is busy with this account. Try again soon.', {
        retryAfterMs: waitMs,
      });
    }
    await clock.sleep(waitMs);
  }

  /**
   * Reads a connection page by page. `variables.first` is required, because a connection without it costs 100 rows;
   * `pick` finds the connection in the data. Ends after the last page, or throws when a cursor does not move on.
   */
  async function* pages<
    Data,
    Variables extends Record<string, unknown> & {
      first: number;
      after?: string | null | undefined;
    },
    Node,
  >(
    document: TadaDocumentNode<Data, Variables>,
    variables: Variables,
    pick: (data: Data) => Connection<Node> | null | undefined,
    options: QueryOptions = {},
  ): AsyncGenerator<QueryResult<Data> & { nodes: Node[]; endCursor: string | null }> {
    let after = variables.after ?? null;
    for (;;) {
      const result = await query(document, { ...variables, after }, options);
      const connection = pick(result.data);
      if (!connection) return;
      const { endCursor = null, hasNextPage } = connection.pageInfo;
      yield { ...result, nodes: connection.nodes, endCursor };
      if (!hasNextPage) return;
      if (!endCursor || endCursor === after) {
        throw new AppError('jobber_refused', 'Jobber gave a page that leads nowhere.');
      }
      after = endCursor;
    }
  }

  return { query, pages, sharedAs: config.sharedAs ?? crypto.randomUUID() };
}

type Connection<Node> = {
  nodes: Node[];
  pageInfo: { endCursor?: string | null; hasNextPage: boolean };
};

/**
 * Milliseconds until the bucket holds `requested` points again.
 */
export function pointsWaitMs(cost: QueryCost): number {
  const missing = Math.max(0, cost.requested - cost.currentlyAvailable);
  return Math.ceil((missing / Math.max(cost.restoreRatePerSecond, 1)) * 1000);
}

function tooSlow(cause?: unknown): AppError {
  return new AppError('jobber_unreachable', 'Jobber did not answer in time. Try again.', { cause });
}

function operationName(document: DocumentNode): string {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return operation?.name?.value ?? 'anonymous';
}

function isMutation(document: DocumentNode): boolean {
  return document.definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
  );
}

// The types come from the document, the values from outside: whatever enters our model is parsed by its reader.
function asData<Data>(data: Record<string, unknown>): Data {
  return data as Data;
}
