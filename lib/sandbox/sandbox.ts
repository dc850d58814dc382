/**
 * A local Jobber: OAuth, the GraphQL endpoint with its costs and throttle, webhooks, and a world of records, over HTTP
 * on the loopback interface. It follows Jobber's documented behaviour and what integrators measured.
 *
 * What it does not imitate:
 * - login, plans and their feature limits, app review, the five-account cap of draft apps;
 * - permissions of single users: whoever may connect (an admin) sees all that the token's scopes allow;
 * - money from outside: cards, financing, capital loans, payout transactions; sending e-mail or text messages;
 * - fields that its records do not hold answer null, zero, false, an empty text or an empty list, as in a young account;
 * - mutations beyond those of its schema; files of notes are links that lead nowhere;
 * - where Jobber documents no HTTP status or order, one was chosen; README.md lists these choices.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import { type AppRegistration, defaultApp } from './app-registration';
import { authorize, marketplaceConnect } from './authorize';
import { page } from './authorize-page';
import { createClock } from './clock';
import { control } from './control';
import type { Fault } from './faults';
import { graphql } from './graphql-endpoint';
import { KeptState } from './kept-state';
import { html, json, type Reply, type SandboxRequest } from './reply';
import { type Latency, SandboxState } from './sandbox-state';
import type { SeenRequest } from './seen-requests';
import { token } from './token-endpoint';
import { buildWorld } from './world/build-world';
import type { World, WorldSize } from './world/world';

/**
 * How one sandbox behaves; everything left out is as at Jobber.
 * @public
 */
export interface SandboxOptions extends Partial<AppRegistration> {
  /** 0 or nothing: a free port. */
  port?: number;
  size?: WorldSize;
  seed?: number;
  /** Epoch milliseconds on which the sandbox's clock starts; now, when left out. */
  startAt?: number;
  /** Sandbox seconds per real second. */
  speed?: number;
  latency?: Latency;
  /** Records of the caller's own instead of the seeded world. */
  world?: (now: number) => World;
  /** A folder that remembers grants and changed records, so that the next sandbox on it goes on with them. */
  keepIn?: string;
}

/**
 * A running sandbox.
 * @public
 */
export interface Sandbox {
  /** `http://localhost:<port>` */
  url: string;
  /** What tests in the same process may move; other processes use the control API. */
  control: SandboxState;
  close(): Promise<void>;
}

/**
 * Starts a local Jobber on the loopback interface.
 * @public
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, startAt = Date.now(), speed = 1 } = options;
  const { size = 'small', seed = 1 } = options;
  const { latency = { baseMs: 250, perRowMs: 2 } } = options;
  const newWorld = options.world ?? ((now: number) => buildWorld({ seed, size, now }));
  const app: AppRegistration = { ...defaultApp };
  for (const name of Object.keys(defaultApp) as (keyof AppRegistration)[])
    if (options[name] !== undefined) Object.assign(app, { [name]: options[name] });
  const clock = createClock(startAt, speed);
  const { keepIn } = options;
  const kept = keepIn === undefined ? null : new KeptState(keepIn, { seed, size }, clock.now());
  const state = new SandboxState(app, clock, latency, newWorld, kept);
  const server = createServer((incoming, response) => {
    serve(incoming, response, state).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}`,
    control: state,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  state: SandboxState,
): Promise<void> {
  const request = await readRequest(incoming);
  const { pathname } = request.url;
  if (pathname.startsWith('/__control/')) return send(response, await control(request, state));
  const seen = firstSight(request, state);
  state.seen.add(seen);
  const fault = state.faults.take(pathname, seen.operation);
  if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  if (fault?.reset === 'before') return void response.destroy();
  const replaces = fault !== null && (fault.status !== undefined || fault.body !== undefined);
  const reply = replaces && !fault.process ? json(200, null) : await route(request, state, seen);
  if (fault?.reset === 'after') return void response.destroy();
  if (fault?.hang) return;
  const shown = replaces ? replaced(reply, fault) : reply;
  seen.status = shown.status;
  if (fault?.truncateAt !== undefined) return truncate(response, shown, fault.truncateAt);
  send(response, shown);
}

async function route(
  request: SandboxRequest,
  state: SandboxState,
  seen: SeenRequest,
): Promise<Reply> {
  const { app, grants, world, preselected } = state;
  switch (request.url.pathname) {
    case '/api/graphql':
      return graphql(request, state, seen);
    case '/api/oauth/token':
      return token(request, { app, grants });
    case '/api/oauth/authorize':
      return authorize(request, { app, grants, world, preselected });
    case '/marketplace/connect':
      return marketplaceConnect(request, app);
    case '/':
      return html(200, page('Sandbox', '<p>A local stand-in for Jobber is running.</p>'));
    default:
      return html(404, page('Not found', '<p>The sandbox has no such page.</p>'));
  }
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://localhost'),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function firstSight(request: SandboxRequest, state: SandboxState): SeenRequest {
  const { pathname } = request.url;
  return {
    at: state.clock.now(),
    method: request.method,
    path: pathname,
    operation: pathname === '/api/graphql' ? operationName(request.body) : null,
    accountId: null,
    version: request.headers['x-jobber-graphql-version'] ?? null,
    userAgent: request.headers['user-agent'] ?? null,
    status: null,
    requestedCost: null,
    actualCost: null,
    throttled: false,
    grantType:
      pathname === '/api/oauth/token'
        ? (/grant_type["']?\s*[=:]\s*["']?(\w+)/.exec(request.body)?.[1] ?? null)
        : null,
  };
}

/** The operation's name, or its first root field when it has none. */
function operationName(body: string): string | null {
  try {
    const parsed = JSON.parse(body) as { operationName?: string | null; query?: string };
    if (parsed.operationName) return parsed.operationName;
    for (const one of parse(parsed.query ?? '').definitions) {
      if (one.kind !== 'OperationDefinition') continue;
      const [first] = one.selectionSet.selections;
      return one.name?.value ?? (first?.kind === 'Field' ? first.name.value : null);
    }
    return null;
  } catch {
    return null;
  }
}

function replaced(reply: Reply, fault: Fault): Reply {
  const body = fault.body === undefined ? '' : fault.body;
  const isText = typeof body === 'string';
  return {
    status: fault.status ?? reply.status,
    headers: {
      'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
      ...fault.headers,
    },
    body: isText ? body : JSON.stringify(body),
  };
}

function truncate(response: ServerResponse, reply: Reply, at: number): void {
  const length = String(Buffer.byteLength(reply.body));
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length });
  response.write(reply.body.slice(0, at), () => response.destroy());
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'x-fieldboard-sandbox': '1' });
  response.end(reply.body);
}
