import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * True when `header` (`X-Jobber-Hmac-SHA256`) is base64(HMAC-SHA256(secret, rawBody)) for one of the client secrets:
 * the current one, and the previous one while a roll is under way. `rawBody` is the untouched bytes.
 * @public
 */
export function verifyWebhook(
  rawBody: Uint8Array,
  header: string | null | undefined,
  secrets: readonly string[],
): boolean {
  if (!header) return false;
  const given = Buffer.from(header, 'utf8');
  let matches = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const expected = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('base64'));
    // timingSafeEqual throws on unequal lengths.
    if (given.length === expected.length && timingSafeEqual(given, expected)) matches = true;
  }
  return matches;
}
