import 'server-only';
import { takeRateLimit } from '../access/rate-limit';
import { env } from '../env';
import { isAppError } from '../errors';
import { visitorKey } from '../session/visitor';
import { receiveWebhook } from './receive-webhook';

/** Only posts with a wrong signature count, so that a forger cannot keep out what Jobber signs. */
const failures = { limit: 60, windowSeconds: 60 };

const mostBytes = 64 * 1024;

/**
 * The answer to one POST of Jobber: 200 once it is written down, 401 without a valid signature, 413 when larger than
 * any event, 429 after many false signatures from one address, 503 while the database is away so that Jobber sends it again.
 * @public
 */
export async function webhookResponse(request: Request): Promise<Response> {
  const body = await readLimited(request);
  if (!body) return new Response(null, { status: 413 });
  const { JOBBER_CLIENT_SECRET: current, JOBBER_CLIENT_SECRET_PREVIOUS: previous } = env();
  const secrets = previous ? [current, previous] : [current];
  try {
    const signature = request.headers.get('x-jobber-hmac-sha256');
    const { status } = await receiveWebhook(body, signature, { secrets });
    if (status === 401) await takeRateLimit(`webhook:${visitorKey(request.headers)}`, failures);
    return new Response(null, { status });
  } catch (error) {
    if (isAppError(error) && error.code === 'rate_limited') {
      const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
      return new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
    }
    return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
  }
}

async function readLimited(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
