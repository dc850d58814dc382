import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where `keptSecrets` keeps them. */
export function secretsFile(dir: string): string {
  return path.join(dir, 'secrets.json');
}

/** Generated once in `dir`, so that browsers stay signed in and tokens stay readable when the program runs again. */
export function keptSecrets(dir: string, kid: string): Record<string, string> {
  const file = secretsFile(dir);
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    const secrets = {
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      TOKEN_ENCRYPTION_KEYS: `${kid}:${randomBytes(32).toString('base64')}`,
    };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
