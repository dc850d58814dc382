import { Command, InvalidArgumentError } from 'commander';
import { loadEnvFiles } from '../env';
import { isAppError } from '../errors';
import { sandboxCommand } from './sandbox';

const program = new Command('fieldboard')
  .description('The dashboard for a Jobber account, on your own server.')
  .configureOutput({
    // One line, with commander's guess at what was meant.
    outputError: (text, write) =>
      write(`${text.trim().replaceAll('\n', ' ')} (--help shows what there is)\n`),
  });

program
  .command('demo')
  .description('try Fieldboard against a Jobber that lives on this machine')
  .option('--size <size>', 'how much data: small, medium or large', 'small')
  .option('--port <port>', 'the port of the web server')
  .action(async (options: { size: string; port?: string }) => {
    const { runDemo } = await import('./demo');
    await runDemo(options);
  });

program
  .command('start')
  .description('run Fieldboard with your own Jobber app')
  .action(async () => {
    const { start } = await import('./start');
    await start();
  });

program
  .command('dev')
  .description('the demo with code that reloads, for work on Fieldboard')
  .option('--size <size>', 'how much data: small, medium or large', 'small')
  .option('--port <port>', 'the port of the web server')
  .action(async (options: { size: string; port?: string }) => {
    const { runDev } = await import('./demo');
    await runDev(options);
  });

program.addCommand(sandboxCommand());

program
  .command('worker')
  .description('read Jobber in a process of its own')
  .action(async () => {
    const { worker } = await import('./worker');
    await worker();
  });

program
  .command('migrate')
  .description('bring the database up to date without starting the server')
  .option('--json', 'print the names of the applied migrations as JSON')
  .action(async (options: { json?: boolean }) => {
    const { migrate } = await import('./migrate');
    await migrate(options);
  });

program
  .command('doctor')
  .description('check this installation, line by line, and say what to do')
  .option('--json', 'print the lines as JSON')
  .option(
    '--probe [file]',
    'find out with a test account what Jobber does not document; writes settings for the sandbox',
  )
  .option('--no-browser', 'with --probe: only print the addresses')
  .option('--timeout <seconds>', 'with --probe: how long a sign-in may take', wholeNumber, 600)
  .action(
    async (options: {
      json?: boolean;
      probe?: string | boolean;
      browser: boolean;
      timeout: number;
    }) => {
      if (options.probe) {
        const { probe } = await import('./probe');
        return probe({
          ...options,
          pauses: [0, 5_000, 55_000],
          file: options.probe === true ? 'sandbox-settings.json' : options.probe,
        });
      }
      const { doctor } = await import('./doctor');
      await doctor(options);
    },
  );

onConnections(program.command('connect'))
  .description('sign in with Jobber in a browser and wait for the connection')
  .option('--no-browser', 'only print the address')
  .option('--timeout <seconds>', 'how long the sign-in may take', wholeNumber, 600)
  .action(async (options) => (await import('./connect')).connect(options));

onConnections(program.command('token'))
  .description('print a valid access token and nothing else')
  .option('--account <name>', 'which account, when there are several')
  .option('--env', 'print JOBBER_ACCESS_TOKEN and JOBBER_TOKEN_EXPIRES_AT lines')
  .action(async (options) => (await import('./token')).token(options));

onConnections(program.command('status'))
  .description('show every connection; fails when one needs somebody to sign in')
  .action(async (options) => (await import('./status')).status(options));

onConnections(program.command('disconnect'))
  .description("end Jobber's access and wipe the tokens; what was read stays")
  .option('--account <name>', 'which account, when there are several')
  .option('--yes', 'do not ask')
  .action(async (options) => (await import('./disconnect')).disconnect(options));

const clients = program.command('clients').description('clients as Jobber holds them now');

onConnections(clients.command('list'))
  .description('list clients by name')
  .option('--account <name>', 'which account, when there are several')
  .option('--search <text>', 'only clients that Jobber finds for this text')
  .option('--limit <count>', 'how many at most', wholeNumber, 25)
  .action(async (options) => (await import('./clients')).listClients(options));

onConnections(clients.command('create'))
  .description('create a client in Jobber and print its address there')
  .option('--account <name>', 'which account, when there are several')
  .option('--first-name <text>')
  .option('--last-name <text>')
  .option('--company <text>')
  .option('--email <address>')
  .option('--phone <number>')
  .option('--street <text>')
  .option('--city <text>')
  .option('--province <text>')
  .option('--postal-code <text>')
  .option('--country <text>')
  .action(async (options) => (await import('./clients')).createOneClient(options));

onConnections(program.command('keys'))
  .description('count what each encryption key seals')
  .option('--reseal', 'seal everything with the first key')
  .action(async (options) => (await import('./keys')).keys(options));

program
  .command('jobber-app')
  .description('show which Jobber app is used and where it comes from')
  .option(
    '--accept',
    'go on with another app that the environment names now; every account reconnects once',
  )
  .option('--json', 'print JSON')
  .action(async (options) => (await import('./jobber-app')).jobberApp(options));

program
  .command('sync')
  .description('read an account from Jobber in this terminal and show how far it is')
  .option('--account <slug>', 'which account, when there are several')
  .option('--full', 'compare every record with Jobber')
  .action(async (options: { account?: string; full?: boolean }) => {
    const { sync } = await import('./sync');
    await sync(options);
  });

program
  .command('reporting-role')
  .description('make a read-only database login for Metabase, Looker Studio, Power BI or psql')
  .argument('[accounts...]', 'the accounts it sees, by the name in their URL')
  .option('--name <name>', 'what the login is called; begins with reporting_')
  .option('--remove', 'take the login away')
  .action(async (accounts: string[], options: { name?: string; remove?: boolean }) => {
    const { reportingRole } = await import('./reporting-role');
    await reportingRole(accounts, options);
  });

program
  .command('backup')
  .description('write everything of this installation into one file')
  .argument('<file>', 'the file to write; it must not exist yet')
  .action(async (file: string) => {
    const { backup } = await import('./backup');
    await backup(file);
  });

program
  .command('restore')
  .description('bring a backup back into an empty database')
  .argument('<file>', 'a file that backup wrote')
  .action(async (file: string) => {
    const { restore } = await import('./restore');
    await restore(file);
  });

try {
  loadEnvFiles();
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exit(1);
}

/** The options of every command that works with stored connections. */
function onConnections(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .option('--loopback', 'the connections of `connect --loopback` instead of the server’s');
}

function wordsOf(error: unknown): string {
  if (isAppError(error)) return error.safeMessage;
  return error instanceof Error ? error.message : String(error);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Not a whole number.');
  return value;
}
