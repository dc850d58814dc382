import { AppError } from '@/lib/errors';
import type { QueryCost } from './cost';
import { fieldPath } from './hidden-fields';
import { parseRetryAfter } from './oauth';

/** One HTTP answer of the GraphQL endpoint, before anything is believed about it. */
export type RawAnswer = { status: number; retryAfter: string | null; body: string };

/** What one answer means. `unauthorized` and `throttled` are for the client to act on; every other failure throws. */
export type Answer =
  | { kind: 'unauthorized'; message: string }
  | { kind: 'throttled'; cost: QueryCost | undefined }
  | {
      kind: 'data';
      data: Record<string, unknown>;
      /** Paths that Jobber left out, without list positions. */
      hidden: string[];
      cost: QueryCost | undefined;
      versionWarning: string | undefined;
    }
  | {
      kind: 'emptied';
      hidden: string[];
      cost: QueryCost | undefined;
      versionWarning: string | undefined;
    };

/**
 * Judges an answer by status first, then by the bodies that are not GraphQL, then by `errors`: Jobber reports almost
 * every failure with HTTP 200. `emptied` is data that a hidden field took away as a whole. Pure.
 * Throws AppError: jobber_disconnected, jobber_inactive, temporarily_unavailable, jobber_throttled (429),
 * jobber_unreachable (5xx, HTML, broken JSON), not_found (an invalid id) and jobber_refused.
 */
export function judgeAnswer({ status, retryAfter, body }: RawAnswer): Answer {
  const json = parseObject(body);
  const message = rootMessage(json);
  if (/disconnected this app/i.test(message)) {
    throw new AppError('jobber_disconnected', 'This app was disconnected in Jobber.');
  }
  if (/account is not active/i.test(message)) {
    throw new AppError('jobber_inactive', 'Jobber says that this account is not active.');
  }
  if (status === 401) return { kind: 'unauthorized', message: message || body.slice(0, 200) };
  if (status === 429) {
    throw new AppError(
      'jobber_throttled',
      'Jobber asks this app to slow down. Try again in a moment.',
      {
        retryAfterMs: parseRetryAfter(retryAfter) ?? 30_000,
      },
    );
  }
  if (/temporarily unavailable/i.test(message)) {
    throw new AppError(
      'temporarily_unavailable',
      'Jobber has paused this app for maintenance. Try again later.',
      {
        retryAfterMs: 60_000,
      },
    );
  }
  if (status >= 400 && status < 500) throw refused(message || `HTTP ${status}`);
  if (status < 200 || status >= 300) throw unreadable(`HTTP ${status}`);
  if (!json) throw unreadable('a success that is not JSON');
  if (!('data' in json) && !Array.isArray(json.errors)) {
    throw message ? refused(message) : unreadable('neither data nor errors');
  }
  return judgeGraphql(json);
}

function judgeGraphql(json: Record<string, unknown>): Answer {
  const errors = (Array.isArray(json.errors) ? json.errors : []).map(readError);
  const extensions = asObject(json.extensions);
  const cost = readCost(extensions?.cost);
  if (errors.some((one) => one.code === 'THROTTLED')) return { kind: 'throttled', cost };
  const unauthenticated = errors.find((one) => one.code === 'UNAUTHENTICATED');
  if (unauthenticated) return { kind: 'unauthorized', message: unauthenticated.message };

  const hidden = [...new Set(errors.flatMap((one) => (one.path ? [fieldPath(one.path)] : [])))];
  const warning = asObject(extensions?.versioning)?.warning;
  const versionWarning = typeof warning === 'string' && warning !== '' ? warning : undefined;
  const data = asObject(json.data);
  const unexplained = errors.find((one) => !one.path);
  if (unexplained) throw refused(unexplained.message);
  const emptied = { kind: 'emptied' as const, hidden, cost, versionWarning };
  const withheld = errors.filter((one) => one.isPermission);
  if (!data) {
    if (withheld.length > 0 && withheld.length === errors.length) return emptied;
    throw errors[0] ? refused(errors[0].message) : unreadable('no data and no error');
  }
  const isAllGone = withheld.length > 0 && Object.values(data).every((root) => root === null);
  if (isAllGone || withheld.some((one) => tookMoreWithIt(one.path ?? [], data))) return emptied;
  return { kind: 'data', data, hidden, cost, versionWarning };
}

// A hidden field that may not be null empties what is above it: its neighbours were lost without being hidden.
function tookMoreWithIt(path: readonly (string | number)[], data: unknown): boolean {
  let value = data;
  for (const part of path.slice(0, -1)) {
    if (value === null || typeof value !== 'object') return value === null;
    value = Object.entries(value).find(([key]) => key === String(part))?.[1];
  }
  return value === null;
}

type GraphqlError = {
  message: string;
  code: string | undefined;
  path: (string | number)[] | undefined;
  isPermission: boolean;
};

function readError(value: unknown): GraphqlError {
  const error = asObject(value);
  const message = typeof error?.message === 'string' ? error.message : 'an error without words';
  const code = asObject(error?.extensions)?.code;
  const isPermission = /was hidden/i.test(message);
  // A validation error carries a path too, e.g. ["query", "client", "fax"]: that is our mistake, not a hidden field.
  const isAnswered = isPermission || typeof code !== 'string';
  const parts = Array.isArray(error?.path) && isAnswered ? error.path.filter(isPathPart) : [];
  return {
    message,
    code: typeof code === 'string' ? code : undefined,
    path: parts.length > 0 ? parts : undefined,
    isPermission,
  };
}

function readCost(value: unknown): QueryCost | undefined {
  const cost = asObject(value);
  const bucket = asObject(cost?.throttleStatus);
  if (!cost || !bucket) return undefined;
  const numbers = {
    requested: Number(cost.requestedQueryCost),
    maximumAvailable: Number(bucket.maximumAvailable),
    currentlyAvailable: Number(bucket.currentlyAvailable),
    restoreRatePerSecond: Number(bucket.restoreRate),
  };
  if (!Object.values(numbers).every(Number.isFinite)) return undefined;
  const actual = cost.actualQueryCost;
  return { ...numbers, actual: typeof actual === 'number' ? actual : null };
}

function rootMessage(json: Record<string, unknown> | undefined): string {
  if (!json || 'data' in json) return '';
  const message = asObject(json.error)?.message ?? json.message ?? json.error;
  return typeof message === 'string' ? message : '';
}

function refused(reason: string): AppError {
  // Jobber calls an id of another server or a mistyped one invalid; for a person it is a record that does not exist.
  if (/EncodedId! was provided invalid value/.test(reason)) {
    return new AppError('not_found', 'There is no such record in Jobber.');
  }
  return new AppError('jobber_refused', `Jobber refused the request: ${reason.slice(0, 200)}`);
}

function unreadable(reason: string): AppError {
  return new AppError(
    'jobber_unreachable',
    'Jobber does not answer properly at the moment. Try again in a minute.',
    { cause: new Error(reason) },
  );
}

function isPathPart(part: unknown): part is string | number {
  return typeof part === 'string' || typeof part === 'number';
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
