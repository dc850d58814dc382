import { childEnv, type Env, parseEnv, rawEnv } from '../env';

/** What `npm start` makes by itself when nobody set it; here only so that the rest can be examined before that. */
const standIns: Record<string, string> = {
  DATABASE_URL: 'postgres://not-started-yet',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'not made yet'.repeat(4),
  TOKEN_ENCRYPTION_KEYS: `own:${Buffer.alloc(32).toString('base64')}`,
};

/**
 * The settings as the server would have them, and the names of those that its first start will make. Throws
 * `misconfigured` for every other one that is wrong. Never to be used for tokens or cookies.
 */
export function serverSettings(): { environment: Env; madeByStart: string[] } {
  const names = [
    'DATABASE_URL',
    'NEXTAUTH_URL',
    'NEXTAUTH_SECRET',
    'TOKEN_ENCRYPTION_KEYS',
  ] as const;
  const missing = names.filter((name) => rawEnv(name) === undefined);
  const filled = Object.fromEntries(missing.map((name) => [name, standIns[name] ?? '']));
  return {
    environment: parseEnv(childEnv(filled)),
    madeByStart: missing.filter((name) => name !== 'DATABASE_URL'),
  };
}
