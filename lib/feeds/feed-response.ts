import 'server-only';
import type { NextRequest } from 'next/server';
import { requireFeedKey } from '@/lib/access/feed-keys';
import { takeRateLimit } from '@/lib/access/rate-limit';
import { csvResponse } from '@/lib/csv';
import { edgeFailure } from '@/lib/edge-failure';
import { AppError, type ErrorCode } from '@/lib/errors';
import { listCsv } from '@/lib/records/list-csv';
import { parseListQuery } from '@/lib/records/list-query';
import { visitorKey } from '@/lib/session/visitor';
import { findFeed } from './feed-name';
import { listJson } from './list-json';
import { scheduleCalendar } from './schedule-calendar';

/**
 * The answer to `/api/feeds/<list>.csv|json` and `/api/feeds/schedule.ics`. The key comes as `Authorization: Bearer` or, for
 * spreadsheets and calendars, as `?key=`; the other parameters are the filters of the list's screen.
 * @public
 */
export async function feedResponse(request: NextRequest, file: string): Promise<Response> {
  try {
    const feed = findFeed(file);
    if (!feed) throw new AppError('not_found', 'There is no such feed.');
    await takeRateLimit(`feeds:${visitorKey(request.headers)}`, { limit: 600, windowSeconds: 60 });
    const { scope, keyId } = await requireFeedKey(keyOf(request), feed.feed);
    await takeRateLimit(`feed:${keyId}`, { limit: 60, windowSeconds: 3600 });
    const { key: _key, ...filters } = Object.fromEntries(request.nextUrl.searchParams);
    if (feed.format === 'ics') return calendar(await scheduleCalendar(scope));
    const query = parseListQuery(feed.feed, filters);
    if (feed.format === 'csv') return csvResponse(file, await listCsv(scope, feed.feed, query));
    return new Response(listJson(scope, feed.feed, query), {
      headers: { 'content-type': 'application/json; charset=utf-8', ...neverKept },
    });
  } catch (error) {
    const { error: failure } = edgeFailure(error, { name: 'feed' });
    return new Response(`${failure.message}\nReference ${failure.reference}\n`, {
      status: statuses[failure.code] ?? 500,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        ...neverKept,
        ...(failure.retryAfterMs === undefined
          ? {}
          : { 'retry-after': String(Math.ceil(failure.retryAfterMs / 1000)) }),
      },
    });
  }
}

const neverKept = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

const statuses: Partial<Record<ErrorCode, number>> = {
  bad_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  rate_limited: 429,
  database_unavailable: 503,
};

function keyOf(request: NextRequest): string {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return bearer ?? request.nextUrl.searchParams.get('key') ?? '';
}

function calendar(text: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="schedule.ics"',
      ...neverKept,
    },
  });
}
