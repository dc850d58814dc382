import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../errors';

export type ServerUser = { uid: number; gid: number; name: string };

/** Postgres refuses to run as root: then it runs as `postgres`, else `nobody`. Null: run as who we are. */
export function findServerUser(): ServerUser | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const row = rows.find(([user]) => user === name);
    if (row) return { name, uid: Number(row[2]), gid: Number(row[3]) };
  }
  throw new AppError(
    'misconfigured',
    'Postgres does not run as root and there is no user postgres or nobody. Start Fieldboard as another user, or set DATABASE_URL.',
  );
}

/** Throws `misconfigured` when `user` may not walk down to `target`, for example because it lies under /root. */
export function requireReachable(target: string, user: ServerUser): void {
  for (
    let folder = path.dirname(target);
    folder !== path.dirname(folder);
    folder = path.dirname(folder)
  ) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      throw new AppError(
        'misconfigured',
        `The bundled Postgres runs as the user ${user.name}, who may not enter ${folder}. Move Fieldboard to a folder that others may enter, start it as another user than root, or set DATABASE_URL.`,
      );
    }
  }
}
