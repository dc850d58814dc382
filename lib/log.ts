import 'server-only';
import pino from 'pino';
import { rawEnv } from './env';

/**
 * Fields that may reach a log line. Anything else is dropped and only its name is kept (`dropped`), so that a token,
 * a person's data or a whole row cannot slip in. Add a name here when its values can never be one of those.
 */
const allowed = new Set([
  'accountId',
  'action',
  'actualCost',
  'attempt',
  'availableCost',
  'code',
  'connectionId',
  'cost',
  'count',
  'durationMs',
  'entity',
  'event',
  'from',
  'generation',
  'host',
  'jobId',
  'job',
  'level',
  'method',
  'migration',
  'module',
  'name',
  'operation',
  'outcome',
  'page',
  'path',
  'pending',
  'personId',
  'pid',
  'port',
  'reason',
  'reference',
  'report',
  'requestId',
  'retryAfterMs',
  'route',
  'rows',
  'signal',
  'slice',
  'state',
  'status',
  'step',
  'task',
  'to',
  'topic',
  'total',
  'version',
  'waitMs',
]);

/**
 * The structured log of the server, on standard error: `log.info({ accountId, rows }, 'what happened')`. Errors go in `err`: kind, code,
 * stack and causes are kept, while quoted text and long opaque runs in their messages are cut.
 * @public
 */
export const log = pino(
  {
    level: rawEnv('LOG_LEVEL') ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: allowedFields },
    serializers: { err: (error: unknown) => error },
  },
  // Standard output belongs to results of commands; Next's own banner of the web server is dropped with it.
  pino.destination(2),
);

/**
 * What one log line may say of `fields`.
 * @public
 */
export function allowedFields(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err') kept.err = describeError(value);
    else if (allowed.has(name) && isPlain(value)) kept[name] = value;
    else dropped.push(name);
  }
  return dropped.length === 0 ? kept : { ...kept, dropped };
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const constraint =
    'constraint' in error && typeof error.constraint === 'string'
      ? { constraint: error.constraint }
      : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    message: withoutValues(error.message),
    ...code,
    ...constraint,
    ...(depth === 0 ? { stack: frames.slice(0, 12).map((line) => line.trim()) } : {}),
    ...(error.cause === undefined || depth > 3
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  };
}

/** Drivers, parsers and mail servers repeat what they were given: a query's parameters, a header's value, an address. */
function withoutValues(message: string): string {
  return message
    .split(message.startsWith('Failed query') ? 'params:' : '\n', 1)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .replace(/"[^"]*"/g, '"…"')
    .replace(/`[^`]*`/g, '`…`')
    .replace(/'[^']*'/g, "'…'")
    .replaceAll(/[^\s<>]+@[^\s<>]+/g, '…')
    .replace(/[A-Za-z0-9+/=_.-]{24,}/g, '…')
    .slice(0, 300);
}
