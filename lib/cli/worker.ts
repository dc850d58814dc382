import { boot } from '../boot';

/** `npm run worker`: reads Jobber in a process of its own, beside a server that has FIELDBOARD_WORKER=off. */
export async function worker(): Promise<void> {
  await boot({ worker: true });
  process.stdout.write('Fieldboard reads Jobber here. Ctrl-C stops it.\n');
}
