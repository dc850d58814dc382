import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Route files that people without a session must reach, each with what guards it instead. */
const openRoutes = new Map([
  ['app/api/auth/[...nextauth]/route.ts', 'handleAuth'],
  ['app/api/auth/start/route.ts', 'startSignIn'],
  ['app/api/auth/end/route.ts', 'endSession'],
  ['app/api/webhooks/jobber/route.ts', 'verified by signature'],
  ['app/api/setup/route.ts', 'requireSetUpCode'],
  ['app/api/feeds/[file]/route.ts', 'requireFeedKey'],
  ['app/api/invite/route.ts', 'enterByInvitation'],
  ['app/api/health/route.ts', 'tells no data'],
  ['app/api/health/live/route.ts', 'tells no data'],
  ['app/api/health/ready/route.ts', 'tells no data'],
  ['app/api/health/metrics/route.ts', 'counts, behind a token'],
]);

const root = path.join(import.meta.dirname, '..');
const sources = [...files('app'), ...files('lib')].map((name) => ({
  name,
  text: readFileSync(path.join(root, name), 'utf8'),
}));

test('every export of a "use server" file is made by accountAction', () => {
  const unguarded = sources
    .filter(({ text }) => /^\s*['"]use server['"]/.test(text))
    .flatMap((source) => exportsNotMadeBy(source, /^accountAction$/));
  expect(unguarded).toEqual([]);
});

test('no function hides a "use server" of its own', () => {
  const inline = sources.filter(({ text }) => /[{;]\s*\n?\s*['"]use server['"]/.test(text));
  expect(inline.map(({ name }) => name)).toEqual([]);
});

test('every route handler is made by accountRoute or is one of the few open ones', () => {
  const unguarded = sources
    .filter(({ name }) => /^app\/(.*\/)?route\.tsx?$/.test(name) && !openRoutes.has(name))
    .flatMap((source) => exportsNotMadeBy(source, /^accountRoute$/));
  expect(unguarded).toEqual([]);
});

test('the check sees a bare export and a bare handler', () => {
  const bare = `'use server'; export async function dropAction() {} export const okAction = accountAction({}, s, h);`;
  expect(exportsNotMadeBy({ name: 'a.ts', text: bare }, /^accountAction$/)).toEqual([
    'a.ts: dropAction',
  ]);
  const listed = 'const GET = () => 1; export { GET, handle as POST };';
  expect(exportsNotMadeBy({ name: 'r.ts', text: listed }, /^accountRoute$/)).toEqual([
    'r.ts: GET',
    'r.ts: POST',
  ]);
});

/** Names of the value exports that are not `const x = <guard>(…)`; types may be exported freely. */
function exportsNotMadeBy({ name, text }: { name: string; text: string }, guard: RegExp): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      if (statement.isTypeOnly) return [];
      if (!clause || !ts.isNamedExports(clause)) return [`${name}: *`];
      return clause.elements.map((element) => `${name}: ${element.name.text}`);
    }
    if (ts.isExportAssignment(statement)) return [`${name}: default`];
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isFunctionDeclaration(statement)) return [`${name}: ${statement.name?.text}`];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name: binding, initializer }) => {
      const isGuarded =
        initializer &&
        ts.isCallExpression(initializer) &&
        guard.test(initializer.expression.getText());
      return isGuarded ? [] : [`${name}: ${binding.getText()}`];
    });
  });
}

function files(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')));
}
