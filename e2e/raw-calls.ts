import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { z } from 'zod';
import { buildFolder } from '@/lib/cli/build';
import type { Stack } from './fixtures';

const manifest = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string(), filename: z.string() })),
});

/** A Server Action as the build knows it. */
export type BuiltAction = { id: string; name: string };

/** Every Server Action of the build under test. */
export function builtActions(): BuiltAction[] {
  const { node } = manifest.parse(builtFile('server-reference-manifest.json'));
  return Object.entries(node).map(([id, { exportedName }]) => ({ id, name: exportedName }));
}

/** The paths of every page or route handler of the build under test, with their parameters still in brackets. */
export function builtPaths(kind: 'page' | 'route'): string[] {
  const names = Object.keys(
    z.record(z.string(), z.string()).parse(builtFile('app-paths-manifest.json')),
  );
  return names
    .filter((name) => name.endsWith(`/${kind}`) && !name.startsWith('/_'))
    .map((name) => name.slice(0, -kind.length - 1).replaceAll(/\/\([^)]*\)/g, '') || '/');
}

function builtFile(name: string): unknown {
  return JSON.parse(readFileSync(path.join(buildFolder(), 'server', name), 'utf8'));
}

/** Posts to a Server Action as a program without a browser would. */
export async function callAction(
  stack: Stack,
  { id }: BuiltAction,
  args: readonly unknown[],
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const response = await fetch(`${stack.url}/connection`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'next-action': id, ...headers },
    body: JSON.stringify(args),
    redirect: 'manual',
  });
  return { status: response.status, body: await response.text() };
}

/** The cookies of a browser as one header. */
export async function cookieHeader(page: Page, stack: Stack): Promise<string> {
  const cookies = await page.context().cookies(stack.url);
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/**
 * Signs in at the sandbox as its first admin without a browser, with the same requests as one; answers the session's
 * cookie.
 */
export async function signInByHand({ url }: Stack): Promise<string> {
  const start = await fetch(`${url}/api/auth/start`, {
    method: 'POST',
    headers: { origin: url },
    redirect: 'manual',
  });
  const consent = new URL(start.headers.get('location') ?? '');
  const allowed = await fetch(`${consent.origin}${consent.pathname}`, {
    method: 'POST',
    body: consent.searchParams,
    redirect: 'manual',
  });
  const back = await fetch(allowed.headers.get('location') ?? '', {
    headers: { cookie: cookiesOf(start) },
    redirect: 'manual',
  });
  const session = /fieldboard\.session=[^;]+/.exec(cookiesOf(back))?.[0];
  if (!session) throw new Error(`no sign-in: ${back.status} ${back.headers.get('location')}`);
  return session;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

/** Somebody new with a sign-in of their own, who is a member of `accountId` when one is given. */
export async function strangerCookie(stack: Stack, accountId?: number): Promise<string> {
  const { pool } = stack.database;
  const people = await pool.query<{ id: string }>(
    `insert into people (name) values ('Somebody Else') returning id`,
  );
  const personId = people.rows[0]?.id;
  if (accountId !== undefined) {
    await pool.query(
      `insert into memberships (person_id, account_id, role) values ($1, $2, 'owner')`,
      [personId, accountId],
    );
  }
  const sessions = await pool.query<{ sid: string }>(
    `insert into app_sessions (person_id, absolute_expiry_at) values ($1, app_now() + interval '1 day') returning sid`,
    [personId],
  );
  const token = { personId, sid: sessions.rows[0]?.sid, authTime: Math.floor(Date.now() / 1000) };
  return `fieldboard.session=${await encode({ token, secret: stack.sessionSecret })}`;
}

/** An account that is nobody's yet, beside the one of the first sign-in. */
export async function otherAccount(stack: Stack): Promise<number> {
  const { rows } = await stack.database.pool.query<{ id: number }>(
    `insert into accounts (jobber_account_id, slug, name) values ('other-raw', 'other-company', 'Other Company')
      on conflict (jobber_account_id) do update set name = excluded.name returning id`,
  );
  return rows[0]?.id ?? 0;
}
