import 'server-only';
import { z } from 'zod';
import { AppError } from './errors';

/** One key of the ring that encrypts tokens: its short name and 32 bytes. */
export type EncryptionKey = { kid: string; key: Buffer };

/**
 * The parsed environment. Parsed on the first call, never at import, because `next build` evaluates modules.
 * Throws `misconfigured` naming every wrong or missing value, what it is for and an example.
 * @public
 */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  const { fieldboardJobberApp: app } = shared;
  if (!app || parsed.JOBBER_CLIENT_ID !== '') return parsed;
  return {
    ...parsed,
    JOBBER_CLIENT_ID: app.clientId,
    JOBBER_CLIENT_SECRET: app.clientSecret,
    ...(app.previousSecret ? { JOBBER_CLIENT_SECRET_PREVIOUS: app.previousSecret } : {}),
  };
}

/**
 * Client id and secret from Jobber's Developer Center; `previousSecret` while webhooks signed with it still count.
 */
export type JobberApp = { clientId: string; clientSecret: string; previousSecret?: string };

/**
 * Takes an app that the set-up page stored into use. False when the environment names one: that one wins.
 * @public
 */
export function adoptJobberApp(app: JobberApp): boolean {
  if (isAppInEnvironment()) return false;
  shared.fieldboardJobberApp = app;
  return true;
}

/**
 * Whether JOBBER_CLIENT_ID is set from outside, so that nothing which is stored counts.
 * @public
 */
export function isAppInEnvironment(): boolean {
  return parseEnv(process.env).JOBBER_CLIENT_ID !== '';
}

/**
 * Whether this server has a Jobber app to sign in with; without one it shows the set-up page.
 * @public
 */
export function isSetUp(): boolean {
  return env().JOBBER_CLIENT_ID !== '';
}

/**
 * Same as `env()` for a given source; what tests and `doctor` use.
 * @public
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = complete.safeParse(withoutBlanks(source));
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
  const lines = names.map((name) => {
    const issue = result.error.issues.find((candidate) => candidate.path[0] === name);
    const about = isKnown(name) ? schema.shape[name].description : '';
    const missing = source[name]?.trim() ? issue?.message : 'missing';
    return `  ${name}: ${missing}\n    ${about}`;
  });
  throw new AppError('misconfigured', `The environment is not complete:\n${lines.join('\n')}`);
}

/**
 * Reads `.env.local`, then `.env`, from the folder of the program; a value that is already set stays.
 * For the command line: Next reads the same two files for the web server.
 * @public
 */
export function loadEnvFiles(): void {
  for (const file of ['.env.local', '.env']) {
    try {
      process.loadEnvFile(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/**
 * One value before parsing, for code that runs when the whole may still be incomplete (log level, doctor).
 * @public
 */
export function rawEnv(
  name: EnvName | 'PORT' | 'NODE_ENV' | 'FIELDBOARD_DIST_DIR',
): string | undefined {
  return process.env[name]?.trim() || undefined;
}

/**
 * Lays `changes` over the environment of this process, before or after the first `env()`. For the command line, whose
 * place to work is not always the one of the .env files.
 * @public
 */
export function changeEnv(changes: Readonly<Record<string, string>>): void {
  Object.assign(process.env, changes);
  parsed = undefined;
}

/**
 * The whole environment as a child process should get it, with `changes` laid over it.
 * @public
 */
export function childEnv(changes: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/**
 * Every name this program reads, with its meaning and an example: the source of `doctor` and of the error text.
 * @public
 */
export function envNames(): { name: EnvName; meaning: string }[] {
  return (Object.keys(schema.shape) as EnvName[]).map((name) => ({
    name,
    meaning: schema.shape[name].description ?? '',
  }));
}

const key32 = /^[A-Za-z0-9+/_-]{43}=?$/;

const origin = z
  .url({ protocol: /^https?$/, error: 'must be a web address' })
  .transform((text, context) => {
    const url = new URL(text);
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
      context.addIssue({ code: 'custom', message: 'must be an origin without a path' });
    }
    return url.origin;
  });

const switchOf = (fallback: boolean) =>
  z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default(fallback ? 'on' : 'off')
    .transform((value) => value === 'on');

const keyring = z
  .string()
  .transform((text, context): readonly [EncryptionKey, ...EncryptionKey[]] => {
    const keys = text.split(',').map((entry) => {
      const [kid = '', encoded = ''] = entry.trim().split(/:(.*)/s);
      const valid = /^[A-Za-z0-9_-]{1,16}$/.test(kid) && key32.test(encoded);
      if (!valid) {
        context.addIssue({
          code: 'custom',
          message: 'each entry must be name:base64 of 32 bytes, separated by commas',
        });
      }
      return { kid, key: Buffer.from(encoded, 'base64') };
    });
    if (new Set(keys.map(({ kid }) => kid)).size !== keys.length) {
      context.addIssue({ code: 'custom', message: 'two keys have the same name' });
    }
    const [active, ...older] = keys;
    return active === undefined ? z.NEVER : [active, ...older];
  });

const schema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
    .describe(
      'Where Postgres is. Without it `npm start` runs the bundled one. Example: postgres://fieldboard:secret@localhost:5432/fieldboard',
    ),
  NEXTAUTH_URL: origin.describe(
    'The address people open, as a browser shows it. Example: https://fieldboard.example.com',
  ),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must be at least 32 characters')
    .describe('Signs the session cookie. Make one with: openssl rand -base64 32'),
  JOBBER_CLIENT_ID: z
    .string()
    .default('')
    .describe(
      "The client id of your app in Jobber's Developer Center. Without it the set-up page asks for both. Example: 8f0e2d4c-5b1a-4c3e-9d7f-2a6b8c0d1e2f",
    ),
  JOBBER_CLIENT_SECRET: z
    .string()
    .default('')
    .describe("The client secret of your app in Jobber's Developer Center, 64 characters of hex."),
  JOBBER_CLIENT_SECRET_PREVIOUS: z
    .string()
    .optional()
    .describe(
      'The secret before the last roll, so that webhooks signed with it still count for a while.',
    ),
  JOBBER_API_URL: origin
    .default('https://api.getjobber.com')
    .describe('The origin of Jobber. Example: https://api.getjobber.com'),
  JOBBER_API_VERSION: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date')
    .default('2026-09-25')
    .describe("The dated version of Jobber's GraphQL API that is asked for. Example: 2026-09-25"),
  JOBBER_PKCE: switchOf(true).describe(
    'Send a PKCE challenge when signing in: on or off. Turn it off only if Jobber refuses it.',
  ),
  METRICS_TOKEN: z
    .string()
    .min(16, 'must be at least 16 characters')
    .optional()
    .describe(
      'Opens /api/health/metrics to whoever sends it as a bearer token. Make one with: openssl rand -hex 24',
    ),
  FIELDBOARD_WORKER: switchOf(true).describe(
    'Read Jobber in the web server too: on, or off when `npm run worker` runs beside it.',
  ),
  TOKEN_ENCRYPTION_KEYS: keyring.describe(
    'Encrypts the Jobber tokens in the database; the first key writes, all of them read. Example: k1:<output of openssl rand -base64 32>',
  ),
  JOBBER_CLI_CLIENT_ID: z
    .string()
    .optional()
    .describe(
      'The client id of a second Jobber app, for `npm run cli -- connect --loopback` on your own machine.',
    ),
  JOBBER_CLI_CLIENT_SECRET: z.string().optional().describe('The client secret of that second app.'),
  ALLOWED_JOBBER_ACCOUNTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    )
    .describe(
      'Ids of Jobber accounts that may sign in besides the first one, separated by commas.',
    ),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z
    .string()
    .regex(key32, 'must be base64 of 32 bytes')
    .optional()
    .describe(
      'Keeps forms working across restarts and several servers; needed when building. Make one with: openssl rand -base64 32',
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })
    .optional()
    .describe(
      'The mail server for digests and alerts. Example: smtps://user:password@mail.example.com',
    ),
  MAIL_FROM: z
    .string()
    .optional()
    .describe('The sender of mail. Example: Fieldboard <fieldboard@example.com>'),
  WEBHOOKS_TO_PRIVATE: switchOf(false).describe(
    'Let alerts call addresses inside your own network (10.0.0.5, localhost): on or off. Owners choose the address.',
  ),
  TRUST_PROXY: switchOf(false).describe(
    'Believe the address of the visitor that a proxy in front passes on: on or off.',
  ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('info')
    .describe('How much is logged. Example: info'),
  FIELDBOARD_DEMO: switchOf(false).describe(
    'Set by `npm run demo`: allows a Jobber on this machine. Never set it for real data.',
  ),
});

// Half an app would start the set-up page although somebody meant to do without it.
const complete = schema.superRefine((values, context) => {
  const [id, secret] = [values.JOBBER_CLIENT_ID !== '', values.JOBBER_CLIENT_SECRET !== ''];
  if (id === secret) return;
  const path = [id ? 'JOBBER_CLIENT_SECRET' : 'JOBBER_CLIENT_ID'];
  context.addIssue({ code: 'custom', path, message: 'missing' });
});

export type Env = z.output<typeof schema>;
export type EnvName = keyof typeof schema.shape;

// Next evaluates this module several times in one process.
const shared = globalThis as { fieldboardJobberApp?: JobberApp };

let parsed: Env | undefined;

function withoutBlanks(source: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(source).flatMap(([name, value]) =>
    value?.trim() ? [[name, value.trim()] as const] : [],
  );
  return Object.fromEntries(entries);
}

function isKnown(name: string): name is EnvName {
  return name in schema.shape;
}
