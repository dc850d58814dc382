import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/**
 * The mistakes of other integrations that concern no number (those are in mistakes.db.test.ts): which test holds each of
 * them. 21, real customers in the repository, has no test; the sandbox makes up everybody who is in ours.
 */
const heldBy: [mistake: string, file: string, test: string][] = [
  [
    '1: a rotated token lost in a race or crash',
    'lib/vault/access-token.db.test.ts',
    'eight vaults with 25 callers each send every version once and meet no invalid_grant',
  ],
  [
    '1: a rotated token lost in a race or crash',
    'lib/vault/failures.db.test.ts',
    'database sessions killed during the commit: repeated until stored, nothing lost',
  ],
  [
    '2: a transient error shown as "reconnect"',
    'lib/vault/failures.db.test.ts',
    'ten minutes of 500, 502, 503 and 504 end no connection, open the breaker, and heal alone',
  ],
  [
    '3: a late failure overwrites a newer success',
    'lib/vault/failures.db.test.ts',
    'a stale invalid_grant after the winner has committed changes nothing',
  ],
  [
    '4 and 23: a token or a raw answer in the log',
    'e2e/leaks.spec.ts',
    'no token, code or secret is in pages, payloads, cookies, the log or a dump of the database',
  ],
  [
    '5: records of an account for whoever names it',
    'lib/records/lists.db.test.ts',
    'never shows a row of an account outside the scope, not even by its ids',
  ],
  [
    '6: a state that is not bound to the browser',
    'e2e/security.spec.ts',
    'a forged return from Jobber is refused before any token is asked for',
  ],
  [
    '7: a signature over another body, or none without a secret',
    'lib/jobber/webhook-signature.test.ts',
    'refuses a body that differs in one byte',
  ],
  [
    '7: a signature over another body, or none without a secret',
    'lib/jobber/webhook-signature.test.ts',
    'never matches an empty secret',
  ],
  [
    '19: a reconnect to another account keeps old data',
    'e2e/connection.spec.ts',
    'reconnecting with a different Jobber account is refused and attaches nothing',
  ],
  [
    '21: data of real customers in the repository',
    'scripts/no-customer-data.test.ts',
    'no e-mail address of a real person is in the repository',
  ],
  [
    '22: an ended access token told as an ended authorization',
    'e2e/connection-expiry.spec.ts',
    'forty pages, actions and routes at once after the access token expired cause one refresh, and all succeed',
  ],
  [
    '24: a public status page that names customers',
    'e2e/sync.spec.ts',
    'health: alive without asking anybody, ready with database, schema and worker, counts behind a token',
  ],
];

it.each(heldBy)('%s is held by %s', (_, file, test) => {
  expect(readFileSync(file, 'utf8')).toContain(test);
});
