import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Planted = [file: string, imported: string, says: string];

const forbidden: Planted[] = [
  ['app/planted.ts', '@/db/client', 'SQL lives in lib'],
  ['app/clients/planted.ts', '../../db/client', 'SQL lives in lib'],
  ['app/planted.ts', 'drizzle-orm', 'SQL lives in lib'],
  ['app/planted.ts', '@/lib/jobber/client', 'through lib/connection'],
  ['app/planted.ts', '@/lib/vault/vault', 'Tokens stay in the vault'],
  ['app/planted.ts', '@/lib/sandbox/start-sandbox', 'start the sandbox'],
  ['app/planted.ts', '@/lib/cli/build', 'not a library'],
  ['lib/planted.ts', './sandbox/start-sandbox', 'start the sandbox'],
  ['lib/live/planted.ts', '@/app/_ui/classes', 'does not know the screens'],
  ['lib/reports/planted.ts', '@/lib/jobber/client', 'read model alone'],
  ['lib/records/planted.ts', '../jobber/client', 'read model alone'],
  ['lib/records/planted.ts', '@/lib/live/live', 'read model alone'],
  ['lib/jobber/planted.ts', '@/lib/env', 'lib/errors only'],
  ['lib/jobber/planted.ts', '../log', 'lib/errors only'],
  ['lib/jobber/planted.ts', '@/db/client', 'neither database nor framework'],
  ['lib/jobber/planted.ts', 'next/headers', 'neither database nor framework'],
  ['lib/vault/planted.ts', '@/lib/session', 'stands below'],
  ['lib/vault/planted.ts', 'next/headers', 'stands below'],
  ['lib/explorer/planted.ts', '@/lib/jobber/client', 'through lib/connection'],
  ['lib/sandbox/planted.ts', '@/lib/env', 'another company'],
  ['lib/sandbox/planted.ts', '@/db/client', 'another company'],
  ['lib/cli/start.ts', '../sandbox/start-sandbox', 'start the sandbox'],
  ['db/planted.ts', '@/lib/vault/vault', 'stands at the bottom'],
  ['db/planted.ts', 'next/headers', 'stands at the bottom'],
];

const allowed: [file: string, imported: string][] = [
  ['app/planted.ts', '@/lib/live/live'],
  ['lib/jobber/planted.ts', '@/lib/errors'],
  ['lib/jobber/planted.ts', '../errors'],
  ['lib/jobber/documents/planted.ts', '../graphql'],
  ['lib/vault/planted.ts', '@/lib/jobber/oauth'],
  ['lib/cli/demo.ts', '../sandbox/start-sandbox'],
  ['lib/vault/planted.db.test.ts', '@/lib/sandbox/start-sandbox'],
  ['db/planted.ts', '@/lib/env'],
];

const rules: [promise: string, file: string, source: string, rule: string][] = [
  [
    'process.env is read in lib/env only',
    'lib/one.ts',
    'export const a = process.env.HOME;',
    'style/noProcessEnv',
  ],
  ['any is refused', 'lib/two.ts', 'export const a = (b: any) => b;', 'suspicious/noExplicitAny'],
  [
    'a non-null assertion is refused',
    'lib/three.ts',
    'export const a = (b?: string) => b!;',
    'style/noNonNullAssertion',
  ],
  [
    'a default export is refused in lib',
    'lib/four.ts',
    'export default 1;',
    'style/noDefaultExport',
  ],
  [
    'a file name is kebab-case',
    'lib/plantedFile.ts',
    'export const a = 1;',
    'style/useFilenamingConvention',
  ],
  [
    'a barrel is refused',
    'lib/five.ts',
    "export { AppError } from './errors';",
    'performance/noBarrelFile',
  ],
  [
    'an export without @public stays in its folder',
    'lib/reports/six.ts',
    "import { inner } from '../vault/inner';\nexport const a = inner;",
    'correctness/noPrivateImports',
  ],
];

let root: string;
let complaints: { rule: string; path: string; message: string }[];

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'planted-'));
  for (const file of ['biome.json', '.gitignore', 'lib/errors.ts'])
    plant(file, readFileSync(file, 'utf8'));
  plant('lib/vault/inner.ts', 'export const inner = 1;\n');
  for (const [file, imported] of forbidden) plant(named(file, imported), importing(imported));
  for (const [file, imported] of allowed) plant(named(file, imported), importing(imported));
  for (const [, file, source] of rules) plant(file, `${source}\n`);
  complaints = lint();
});

afterAll(() => rmSync(root, { recursive: true }));

describe('the import directions', () => {
  test.each(forbidden)('%s must not import %s', (file, imported, says) => {
    const found = complaints.filter(
      ({ path: at, rule }) => at === named(file, imported) && rule === direction,
    );
    expect(found.map(({ message }) => message).join()).toContain(says);
  });

  test.each(allowed)('%s may import %s', (file, imported) => {
    const found = complaints.filter(
      ({ path: at, rule }) => at === named(file, imported) && rule === direction,
    );
    expect(found).toEqual([]);
  });
});

test.each(rules)('%s', (_, file, _source, rule) => {
  expect(complaints).toContainEqual(expect.objectContaining({ path: file, rule: `lint/${rule}` }));
});

const direction = 'lint/style/noRestrictedImports';

/** The overrides name two files of lib/cli, so those keep their names; other planted files are told apart by the import. */
function named(file: string, imported: string): string {
  return file.replace('planted', imported.replaceAll(/[^a-z]+/g, '-').replace(/^-/, ''));
}

function importing(imported: string): string {
  return `import { thing } from '${imported}';\n\nexport const kept = thing;\n`;
}

function plant(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function lint(): typeof complaints {
  const biome = path.resolve('node_modules/.bin/biome');
  const { stdout } = spawnSync(biome, ['lint', '.', '--reporter=json', '--max-diagnostics=none'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; message: string; location: { path: string } }[];
  };
  return diagnostics.map(({ category, message, location }) => ({
    rule: category,
    message,
    path: location.path,
  }));
}
