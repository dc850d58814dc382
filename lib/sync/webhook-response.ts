import 'server-only';
import { env } from '../env';
import { receiveWebhook } from './receive-webhook';

const mostBytes = 64 * 1024;

/**
 * The answer to one POST of Jobber: 200 once it is written down, 401 without a valid signature, 413 when larger than
 * any event, 503 while the database is away so that Jobber sends it again.
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
    return new Response(null, { status });
  } catch {
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
