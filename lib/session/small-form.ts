import 'server-only';

const maxBytes = 4096;

/**
 * The fields of a form of ours, read before anybody is known: at most 4 KiB, whatever length was announced. A larger body
 * or one of another type counts as no fields.
 */
export async function smallForm(request: Request): Promise<URLSearchParams> {
  const isForm = request.headers
    .get('content-type')
    ?.startsWith('application/x-www-form-urlencoded');
  if (!isForm || !request.body) return new URLSearchParams();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return new URLSearchParams();
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
