import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { childEnv, rawEnv } from '../env';
import { AppError } from '../errors';

const sources = [
  'app',
  'lib',
  'db',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the web app unless the build folder holds one of exactly these sources. Throws `misconfigured` with the log's end. */
export async function buildIfChanged(): Promise<void> {
  const marker = path.join(buildFolder(), 'fieldboard-sources');
  const hash = hashOfSources();
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  process.stdout.write('Building the app (once for each change of the code) …\n');
  await build();
  writeFileSync(marker, hash);
}

export function buildFolder(): string {
  return path.resolve(rawEnv('FIELDBOARD_DIST_DIR') ?? '.next');
}

/** The program of Next, to be run with node itself: npx and shells would swallow signals. */
export const nextProgram = path.join('node_modules', 'next', 'dist', 'bin', 'next');

async function build(): Promise<void> {
  const environment = childEnv({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const child = spawn(process.execPath, [nextProgram, 'build'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-6_000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new AppError('internal', `The app could not be built:\n${output}`);
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const entry of sources) {
    for (const file of filesOf(entry)) hash.update(`\n${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(entry: string): string[] {
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesOf(path.join(entry, name)))
    .filter((file) => !/\.test\.tsx?$/.test(file));
}
