import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyring } from './keyring';
import { parseEnvelope, type SealedPlace, seal, UnsealError, unseal } from './seal';

const key = (name: string) => createHash('sha256').update(name).digest();
const ring = createKeyring([{ kid: 'k1', key: key('one') }]);
const place: SealedPlace = {
  environment: 'https://api.getjobber.com client',
  table: 'jobber_tokens',
  rowId: '5b2f6d3e-0000-4000-8000-000000000001',
  grantNo: 1,
  tokenVersion: 7,
  field: 'access',
};

describe('a sealed value', () => {
  test('opens at its own place, whatever text it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unseal(ring, place, seal(ring, place, text))).toBe(text);
      }),
    );
  });

  test('is different each time and never contains the text', () => {
    const sealed = Array.from({ length: 500 }, () => seal(ring, place, 'canary-token'));
    expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(500);
    for (const text of sealed) {
      expect(text).not.toContain('canary');
      expect(text).not.toContain(Buffer.from('canary-token').toString('base64url'));
    }
  });

  test('refuses every single flipped bit of nonce, ciphertext and tag', () => {
    const sealed = seal(ring, place, 'a refresh token of some length');
    const parts = sealed.split('.');
    let flips = 0;
    for (const index of [2, 3, 4]) {
      const bytes = Buffer.from(parts[index] ?? '', 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const forged = parts.with(index, flipped.toString('base64url')).join('.');
        expect(() => unseal(ring, place, forged)).toThrow(UnsealError);
        flips += 1;
      }
    }
    expect(flips).toBe((12 + 30 + 16) * 8);
  });

  test.each<[string, Partial<SealedPlace>]>([
    ['another row', { rowId: '5b2f6d3e-0000-4000-8000-000000000002' }],
    ['the other field', { field: 'refresh' }],
    ['an older version', { tokenVersion: 6 }],
    ['another grant', { grantNo: 2 }],
    ['another table', { table: 'vault_key_checks' }],
    ['another deployment', { environment: 'https://api.getjobber.com staging' }],
  ])('does not open in %s', (_, change) => {
    const sealed = seal(ring, place, 'token');
    expect(() => unseal(ring, { ...place, ...change }, sealed)).toThrow('does not open');
  });

  test('two places whose parts join to the same text stay different', () => {
    const sealed = seal(ring, { ...place, table: 'a|b', rowId: 'c' }, 'token');
    expect(() => unseal(ring, { ...place, table: 'a', rowId: 'b|c' }, sealed)).toThrow(UnsealError);
  });

  test('names the missing key, not the value, when the ring lacks it', () => {
    const other = createKeyring([{ kid: 'k2', key: key('two') }]);
    const sealed = seal(ring, place, 'canary-token');
    const failure = catchError(() => unseal(other, place, sealed));
    expect(failure).toMatchObject({ reason: 'unknown_key', kid: 'k1' });
    expect(String(failure)).not.toContain('canary');
  });

  test('does not open under another key with the same id', () => {
    const impostor = createKeyring([{ kid: 'k1', key: key('two') }]);
    expect(() => unseal(impostor, place, seal(ring, place, 'token'))).toThrow('does not open');
  });

  test('opens with an older key of the ring while the first key seals', () => {
    const both = createKeyring([
      { kid: 'k2', key: key('two') },
      { kid: 'k1', key: key('one') },
    ]);
    expect(unseal(both, place, seal(ring, place, 'token'))).toBe('token');
    expect(parseEnvelope(seal(both, place, 'token'))?.kid).toBe('k2');
  });

  test('the parser answers any text with null or an envelope, and unseal only with UnsealError', () => {
    const piece = fc.oneof(fc.string(), fc.base64String(), fc.constantFrom('v1', 'k1', '', '.'));
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('.')),
    );
    fc.assert(
      fc.property(text, (sealed) => {
        parseEnvelope(sealed);
        expect(catchError(() => unseal(ring, place, sealed))).toBeInstanceOf(UnsealError);
      }),
      { numRuns: 2000 },
    );
  });

  test('accepts one spelling only: padding, spaces and trailing bits are refused', () => {
    const sealed = seal(ring, place, 'token');
    for (const spelling of [`${sealed}=`, ` ${sealed}`, `${sealed}.`, sealed.replace('v1', 'v2')]) {
      expect(() => unseal(ring, place, spelling)).toThrow(UnsealError);
    }
  });
});

describe('a keyring', () => {
  test.each([
    ['no key', [], 'no key'],
    ['a short key', [{ kid: 'k1', key: Buffer.alloc(31) }], '31 bytes'],
    ['an id with a dot', [{ kid: 'k.1', key: Buffer.alloc(32) }], 'k.1'],
    [
      'the same id twice',
      [
        { kid: 'k1', key: Buffer.alloc(32) },
        { kid: 'k1', key: Buffer.alloc(32, 1) },
      ],
      'used twice',
    ],
  ])('refuses %s', (_, keys, message) => {
    expect(() => createKeyring(keys)).toThrow(message);
  });
});

function catchError(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
