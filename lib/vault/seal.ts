import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { isKid, type Keyring } from './keyring';

/** Where a sealed value belongs. All of it is authenticated, so a value moved anywhere else does not open. */
export type SealedPlace = {
  environment: string;
  table: string;
  rowId: string;
  grantNo: number;
  tokenVersion: number;
  field: string;
};

/** `unknown_key`: the ring lacks the key; `unreadable`: altered, moved, or not an envelope at all. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';

  constructor(
    readonly reason: 'unknown_key' | 'unreadable',
    readonly kid: string | null,
  ) {
    super(
      reason === 'unknown_key' ? `no key with the id ${kid}` : 'the sealed value does not open',
    );
  }
}

/** Encrypts with the active key as `v1.<kid>.<nonce>.<ciphertext>.<tag>`, each part base64url. */
export function seal(ring: Keyring, place: SealedPlace, plaintext: string): string {
  const key = ring.keys.get(ring.activeKid);
  if (!key) throw new UnsealError('unknown_key', ring.activeKid);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundData(place));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  const parts = [nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return ['v1', ring.activeKid, ...parts].join('.');
}

/** Decrypts what `seal` made for exactly this place; throws `UnsealError`, whose text holds nothing of the value. */
export function unseal(ring: Keyring, place: SealedPlace, sealed: string): string {
  const envelope = parseEnvelope(sealed);
  if (!envelope) throw new UnsealError('unreadable', null);
  const key = ring.keys.get(envelope.kid);
  if (!key) throw new UnsealError('unknown_key', envelope.kid);
  const decipher = createDecipheriv('aes-256-gcm', key, envelope.nonce, {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundData(place));
  decipher.setAuthTag(envelope.tag);
  try {
    return Buffer.concat([decipher.update(envelope.ciphertext), decipher.final()]).toString('utf8');
  } catch {
    throw new UnsealError('unreadable', envelope.kid);
  }
}

/** Takes an envelope apart, or null. Only the one canonical spelling of each part is accepted. */
export function parseEnvelope(
  sealed: string,
): { kid: string; nonce: Buffer; ciphertext: Buffer; tag: Buffer } | null {
  const parts = sealed.split('.');
  const [version, kid, ...encoded] = parts;
  if (parts.length !== 5 || version !== 'v1' || !kid || !isKid(kid)) return null;
  const [nonce, ciphertext, tag] = encoded.map(decodeCanonical);
  if (!nonce || !ciphertext || !tag) return null;
  if (nonce.length !== nonceBytes || tag.length !== tagBytes) return null;
  return { kid, nonce, ciphertext, tag };
}

const nonceBytes = 12;
const tagBytes = 16;

function decodeCanonical(part: string): Buffer | null {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : null;
}

// JSON keeps the parts apart whatever they contain, which joining with a separator would not.
function boundData(place: SealedPlace): Buffer {
  const { environment, table, rowId, grantNo, tokenVersion, field } = place;
  return Buffer.from(
    JSON.stringify(['fieldboard', environment, table, rowId, grantNo, tokenVersion, field]),
    'utf8',
  );
}
