import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { KeptGrants } from './grants';
import type { Change } from './world/account-store';
import type { KeptRecord } from './world/kept-record';
import type { World } from './world/world';

/** What the folder is for: another world makes what was kept useless. */
type Origin = { seed: number; size: string };

const grantsSchema = z.object({
  signingKey: z.string(),
  grants: z.array(
    z.object({
      id: z.string(),
      accountId: z.string(),
      userId: z.string(),
      scopes: z.array(z.string()),
      state: z.enum(['live', 'revoked', 'disconnected']),
    }),
  ),
  refreshTokens: z.array(
    z.object({ token: z.string(), grantId: z.string(), redeemedAt: z.number().nullable() }),
  ),
  revokedAccessTokens: z.array(z.string()),
});

const fileSchema = z.object({
  seed: z.number(),
  size: z.string(),
  /** The moment that the world was built for. */
  startAt: z.number(),
  grants: grantsSchema.nullable(),
});

/**
 * A sandbox's memory in a folder, so that the next one on it is the same Jobber: when its world began, its grants, and
 * every record that changed since. Written before an answer goes out; a process that is killed loses nothing it told.
 */
export class KeptState {
  #file: z.output<typeof fileSchema>;

  constructor(
    private readonly dir: string,
    origin: Origin,
    now: number,
  ) {
    mkdirSync(dir, { recursive: true });
    const kept = readKept(this.#statePath);
    const isSame = kept?.seed === origin.seed && kept.size === origin.size;
    this.#file = kept && isSame ? kept : { ...origin, startAt: now, grants: null };
    if (!isSame) this.begin(now);
  }

  get startAt(): number {
    return this.#file.startAt;
  }

  get grants(): KeptGrants | null {
    return this.#file.grants;
  }

  saveGrants(grants: KeptGrants): void {
    this.#file.grants = {
      ...grants,
      grants: grants.grants.map((one) => ({ ...one, scopes: [...one.scopes] })),
    };
    this.#write();
  }

  /** Forgets everything: a new world begins at `now`. */
  begin(now: number): void {
    this.#file = { ...this.#file, startAt: now, grants: null };
    writeFileSync(this.#changesPath, '');
    this.#write();
  }

  /** Puts back what changed since the world was built. */
  restore(world: World): void {
    const latest = new Map(readChanges(this.#changesPath).map((one) => [one.id, one]));
    for (const store of world.accounts.values())
      store.restore([...latest.values()].filter((one) => one.accountId === store.account.id));
  }

  /** Remembers every change of this world's records from now on. */
  watch(world: World): void {
    for (const store of world.accounts.values()) {
      store.onChange(({ accountId, type, id }: Change) => {
        const kept: KeptRecord = { accountId, type, id, record: store.find(type, id) };
        appendFileSync(this.#changesPath, `${JSON.stringify(kept)}\n`);
      });
    }
  }

  get #statePath(): string {
    return path.join(this.dir, 'sandbox.json');
  }

  get #changesPath(): string {
    return path.join(this.dir, 'changes.jsonl');
  }

  #write(): void {
    const draft = `${this.#statePath}.new`;
    writeFileSync(draft, JSON.stringify(this.#file), { mode: 0o600 });
    renameSync(draft, this.#statePath);
  }
}

function readKept(file: string): z.output<typeof fileSchema> | null {
  if (!existsSync(file)) return null;
  return fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
}

/** A kill in the middle of a write leaves half a line at the end, of a change that nobody was told: it goes. */
function readChanges(file: string): KeptRecord[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(file, whole);
  const lines = whole.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as KeptRecord);
}
