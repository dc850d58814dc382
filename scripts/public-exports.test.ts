import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** knip passes over exports that carry @public, so this finds the values among them that nobody imports any more. */
test('every @public value is used by another file', () => {
  const files = ['app', 'lib', 'db', 'e2e', 'scripts', 'bench'].flatMap(sourcesIn);
  const texts = new Map(
    [...files, 'instrumentation.ts', 'proxy.ts', 'playwright.config.ts'].map((file) => [
      file,
      read(file),
    ]),
  );
  const idle = files.filter(isNotSchema).flatMap((file) =>
    publicNames(texts.get(file) ?? '')
      .filter((name) => !isUsedElsewhere(name, file, texts))
      .map((name) => `${file}: ${name}`),
  );
  expect(idle).toEqual([]);
});

/** Tables are the contract of the migrations, used or not. */
function isNotSchema(file: string): boolean {
  return !file.startsWith(path.join('db', 'schema'));
}

function publicNames(text: string): string[] {
  const tagged =
    /@public\s*\*\/\s*export (?:default )?(?:async )?(?:const|function\*?|class) (\w+)/g;
  return [...text.matchAll(tagged)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

function isUsedElsewhere(name: string, file: string, texts: Map<string, string>): boolean {
  const word = new RegExp(`\\b${name}\\b`);
  return [...texts].some(([other, text]) => other !== file && word.test(text));
}

function sourcesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx)$/.test(file) && !file.endsWith('.d.ts'))
      .map((file) => path.join(folder, file));
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
