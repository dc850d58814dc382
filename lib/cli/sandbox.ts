import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { AppError } from '../errors';

/**
 * `sandbox`: a local Jobber on the loopback interface until Ctrl-C.
 * @public
 */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('Start a local stand-in for Jobber with invented data')
    .option('--port <port>', 'port to listen on', wholeNumber, 4010)
    .addOption(
      new Option('--size <size>', 'how many records')
        .choices(['small', 'medium', 'large'])
        .default('small'),
    )
    .option('--seed <seed>', 'the same seed gives the same world', wholeNumber, 1)
    .addOption(
      new Option('--rotation <mode>', 'refresh-token rotation')
        .choices(['on', 'off', 'compat'])
        .default('on'),
    )
    .option('--access-token-ttl <seconds>', 'life of an access token', wholeNumber, 3600)
    .option('--auto-approve', 'consent passes by redirects alone', false)
    .option('--send-expires-in', 'send expires_in with tokens', false)
    .option('--settings <file>', 'what `doctor --probe` found out about a real Jobber')
    .option('--client-id <text>', 'the client id of its app', 'sandbox-client')
    .option('--client-secret <text>', 'the client secret of its app', 'sandbox-secret')
    .option('--without-scope <scope...>', 'scopes that its app lacks, read_quotes for instance')
    .option('--callback <url...>', 'registered callback URLs; any loopback URL when left out')
    .action(run);
}

interface SandboxFlags {
  port: number;
  size: 'small' | 'medium' | 'large';
  seed: number;
  rotation: 'on' | 'off' | 'compat';
  accessTokenTtl: number;
  autoApprove: boolean;
  sendExpiresIn: boolean;
  clientId: string;
  clientSecret: string;
  withoutScope?: string[];
  callback?: string[];
  settings?: string;
}

async function run(flags: SandboxFlags): Promise<void> {
  const { startSandbox } = await import('../sandbox/sandbox');
  const { allScopes } = await import('../sandbox/app-registration');
  const { callback, accessTokenTtl, settings, withoutScope = [], ...rest } = flags;
  const sandbox = await startSandbox({
    ...rest,
    scopes: allScopes.filter((scope) => !withoutScope.includes(scope)),
    accessTokenTtlSeconds: accessTokenTtl,
    ...(settings ? probedSettings(settings) : {}),
    ...(callback ? { callbacks: callback } : {}),
  });
  process.stdout.write(
    `SANDBOX Jobber at ${sandbox.url}  (client id ${flags.clientId}, client secret ${flags.clientSecret})
To try Fieldboard's set-up against it: FIELDBOARD_DEMO=on JOBBER_API_URL=${sandbox.url} npm start\n`,
  );
  const stop = () => {
    sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const probed = z.object({
  settings: z.strictObject({
    rotation: z.enum(['on', 'off', 'compat']).exactOptional(),
    reuse: z.enum(['refuse', 'revoke_family']).exactOptional(),
    reconsent: z.enum(['keep', 'revoke_earlier']).exactOptional(),
    refusalStatus: z.number().int().exactOptional(),
    accessTokenTtlSeconds: z.number().int().positive().exactOptional(),
    sendExpiresIn: z.boolean().exactOptional(),
  }),
});

/** The file's settings, which overrule the flags. Throws one line when the file is something else. */
function probedSettings(file: string): z.output<typeof probed>['settings'] {
  try {
    return probed.parse(JSON.parse(readFileSync(file, 'utf8'))).settings;
  } catch (cause) {
    throw new AppError('bad_input', `${file} holds no settings of \`doctor --probe\`.`, { cause });
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Not a whole number.');
  return value;
}
