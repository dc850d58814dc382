import 'server-only';
import { AppError } from '@/lib/errors';

/** The keys that open sealed values, and the id of the one that seals. */
export type Keyring = { activeKid: string; keys: ReadonlyMap<string, Buffer> };

/**
 * Builds the ring: the first key seals, all of them open. Throws `misconfigured` for an empty ring, a repeated id, an
 * id that the envelope cannot carry, or a key that is not 32 bytes.
 */
export function createKeyring(keys: readonly { kid: string; key: Buffer }[]): Keyring {
  const [active] = keys;
  if (!active) throw new AppError('misconfigured', 'TOKEN_ENCRYPTION_KEYS names no key.');
  const ring = new Map<string, Buffer>();
  for (const { kid, key } of keys) {
    if (!isKid(kid)) {
      throw new AppError(
        'misconfigured',
        `The key id "${kid}" must be 1 to 16 of A-Z a-z 0-9 _ -.`,
      );
    }
    if (key.length !== 32) {
      throw new AppError(
        'misconfigured',
        `The key "${kid}" has ${key.length} bytes instead of 32.`,
      );
    }
    if (ring.has(kid)) throw new AppError('misconfigured', `The key id "${kid}" is used twice.`);
    ring.set(kid, Buffer.from(key));
  }
  return { activeKid: active.kid, keys: ring };
}

/** True for an id that fits between the dots of an envelope. */
export function isKid(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,16}$/.test(text);
}
