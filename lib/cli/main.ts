import { Command } from 'commander';
import { loadEnvFiles } from '../env';
import { isAppError } from '../errors';
import { sandboxCommand } from './sandbox';

const program = new Command('fieldboard')
  .description('The dashboard for a Jobber account, on your own server.')
  .showHelpAfterError();

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
  .action(async (options: { json?: boolean }) => {
    const { doctor } = await import('./doctor');
    await doctor(options);
  });

try {
  loadEnvFiles();
  await program.parseAsync();
} catch (error) {
  const text = isAppError(error) ? error.safeMessage : error instanceof Error ? error.stack : error;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
