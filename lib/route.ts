import 'server-only';
import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { type AccountScope, requireAccounts } from './access/account-scope';
import { type RateLimit, takeRateLimit } from './access/rate-limit';
import { type Right, requireRight } from './access/rights';
import { edgeFailure } from './edge-failure';
import { AppError, type ErrorCode } from './errors';
import { findSession, type Session } from './session';
import { isSameOrigin } from './session/same-origin';

type RouteOptions<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  /** Stands in the log and in the key of the rate limit. */
  name: string;
  params?: Params;
  query?: Query;
  /** Parsed from JSON; only for methods other than GET. */
  body?: Body;
  /** Default: 240 calls a minute and person. */
  limit?: RateLimit;
  /** What the person must be allowed to do in every account of the scope. Default: read. */
  right?: Right;
  /** Default: 64 KiB. */
  maxBodyBytes?: number;
};

/** What a handler gets: parsed input, who asks, and which accounts they may see. */
export type RouteInput<Params, Query, Body> = {
  params: Params;
  query: Query;
  body: Body;
  session: Session;
  scope: AccountScope;
  request: NextRequest;
};

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/**
 * The one way to write a route handler for signed-in people: origin (anything but GET) → session → rate limit → the
 * accounts of `?account=` the person is a member of now → parse → run. Plain data becomes JSON, a `Response` goes out as
 * it is; both with no-store. Failures are `{ error: { code, message, reference } }` with a fitting status.
 * @public
 */
export function accountRoute<
  Params extends z.ZodType = z.ZodUnknown,
  Query extends z.ZodType = z.ZodUnknown,
  Body extends z.ZodType = z.ZodUnknown,
>(
  options: RouteOptions<Params, Query, Body>,
  handler: (
    input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<object>,
): (request: NextRequest, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    let personId: string | undefined;
    try {
      if (request.method !== 'GET' && !isSameOrigin(request)) {
        throw new AppError('forbidden', 'This request did not come from a page of this server.');
      }
      const session = await findSession();
      if (!session) throw new AppError('not_signed_in', 'You are signed out. Sign in again.');
      personId = session.personId;
      const limit = options.limit ?? { limit: 240, windowSeconds: 60 };
      await takeRateLimit(`route:${options.name}:${personId}`, limit);
      const { searchParams } = request.nextUrl;
      const scope = await requireAccounts(session, searchParams.get('account') ?? undefined);
      requireRight(scope, options.right ?? 'read');
      const result = await handler({
        params: parse(options.params, await context.params),
        query: parse(options.query, Object.fromEntries(searchParams)),
        body: parse(options.body, await readBody(request, options.maxBodyBytes ?? 65_536)),
        session,
        scope,
        request,
      });
      return withoutStore(result instanceof Response ? result : Response.json(result));
    } catch (error) {
      const failure = edgeFailure(error, { name: options.name, ...(personId ? { personId } : {}) });
      const { code, retryAfterMs } = failure.error;
      const response = Response.json(failure, { status: statusOf(code) });
      if (retryAfterMs !== undefined)
        response.headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
      return withoutStore(response);
    }
  };
}

function parse<Schema extends z.ZodType>(
  schema: Schema | undefined,
  value: unknown,
): z.output<Schema> {
  const parsed = (schema ?? z.unknown()).safeParse(value);
  if (parsed.success) return parsed.data as z.output<Schema>;
  throw new AppError('bad_input', 'This input cannot be used.', { cause: parsed.error });
}

/** Reads at most `maxBytes`; the length that a client announces is not believed. */
async function readBody(request: NextRequest, maxBytes: number): Promise<unknown> {
  if (request.method === 'GET' || !request.body) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AppError('too_large', 'This request is too large.');
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new AppError('bad_input', 'The body is not JSON.', { cause });
  }
}

function withoutStore(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('cache-control', 'private, no-store');
  return new Response(response.body, { status: response.status, headers });
}

const statuses: Partial<Record<ErrorCode, number>> = {
  bad_input: 400,
  not_signed_in: 401,
  fresh_sign_in_required: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  reconnect_required: 409,
  jobber_disconnected: 409,
  too_large: 413,
  rate_limited: 429,
  jobber_throttled: 429,
  jobber_unreachable: 502,
  jobber_refused: 502,
  temporarily_unavailable: 503,
  database_unavailable: 503,
};

function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 500;
}
