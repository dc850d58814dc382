import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { insideWords, isPublicAddress, publicLookup } from './public-address';

const limitMs = 10_000;

/**
 * Posts a signed JSON body and resolves to the status of the answer, whose body is not read; redirects are not followed.
 * Rejects when nothing answers within ten seconds, or when the address is not public and `toPrivate` is false. Receivers
 * check `Fieldboard-Signature: t=<seconds>,v1=<hex of HMAC-SHA256(secret, "<t>.<body>")>` and drop old `t`.
 */
export function postWebhook(
  {
    url,
    body,
    id,
    secret,
    at,
  }: { url: string; body: string; id: string; secret: string; at: Date },
  { toPrivate }: { toPrivate: boolean },
): Promise<number> {
  const address = new URL(url);
  const host = address.hostname.replace(/^\[|\]$/g, '');
  if (!toPrivate && isIP(host) && !isPublicAddress(host)) {
    return Promise.reject(new Error(insideWords));
  }
  const request = address.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = request(address, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(limitMs),
      ...(toPrivate ? {} : { lookup: publicLookup satisfies LookupFunction }),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Fieldboard',
        'fieldboard-delivery': id,
        'fieldboard-signature': signatureOf(body, secret, at),
      },
    });
    call.once('response', (answer) => {
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** The value of the signature header for a body sent at `at`. */
export function signatureOf(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
