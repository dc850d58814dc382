import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What goes wrong with one token request: before or after Jobber has spent the token. */
export type TokenFault =
  | { kind: 'drop_request' }
  | { kind: 'hang' }
  | { kind: 'drop_answer' }
  | { kind: 'hold'; until: Promise<unknown> }
  | { kind: 'refuse'; status: number; body?: string; headers?: Record<string, string> }
  | { kind: 'garble'; body: (answer: string) => string }
  | { kind: 'reply'; extra: Record<string, unknown> };

type Family = { current: string; previous: Set<string>; isRevoked: boolean };

/**
 * Jobber's token endpoint alone, over real HTTP, with its documented rotation and three undocumented ones, and a list
 * of faults that the next requests meet in order. For tests and benchmarks of the vault.
 * @public
 */
export type ScriptedJobber = {
  apiUrl: string;
  /** Every POST so far: the token that came and what it met. */
  posts: {
    refreshToken: string;
    result: 'rotated' | 'replay' | 'revoked' | 'fault';
    /** When it was taken up, and when its answer was out, on the clock of `performance`; `lost` when that was cut off. */
    taken?: number;
    answered?: number | 'lost';
  }[];
  faults: TokenFault[];
  /** A first pair, as a sign-in would bring it. */
  grant: () => { accessToken: string; refreshToken: string };
  revoke: (refreshToken: string) => void;
  /** True if this refresh token is the one that its family would accept now. */
  isAlive: (refreshToken: string) => boolean;
  close: () => Promise<void>;
};

/** @public */
export async function startScriptedJobber(options: {
  rotation: 'strict' | 'reuse_revokes' | 'leeway' | 'off';
  accessTtlSeconds?: number;
  /** How long an answer takes after the token is spent. Default: none. */
  answerMs?: number;
}): Promise<ScriptedJobber> {
  const families = new Map<string, Family>();
  const posts: ScriptedJobber['posts'] = [];
  const faults: TokenFault[] = [];
  const grant = () => {
    const refreshToken = newToken('refresh');
    families.set(refreshToken, { current: refreshToken, previous: new Set(), isRevoked: false });
    return { accessToken: newToken('access'), refreshToken };
  };
  const server = http.createServer((request, response) => {
    void readForm(request).then(async (form) => {
      const fault = faults.shift();
      if (fault?.kind === 'drop_request') {
        posts.push({ refreshToken: form, result: 'fault' });
        return request.socket.destroy();
      }
      if (fault?.kind === 'hang') {
        posts.push({ refreshToken: form, result: 'fault' });
        return;
      }
      if (fault?.kind === 'refuse') {
        posts.push({ refreshToken: form, result: 'fault' });
        response.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers });
        return response.end(fault.body ?? '');
      }
      const outcome = redeem(families, form, options.rotation);
      const post: ScriptedJobber['posts'][number] = {
        refreshToken: form,
        result: outcome.result,
        taken: performance.now(),
      };
      posts.push(post);
      response.once('finish', () => {
        post.answered = performance.now();
      });
      response.once('close', () => {
        post.answered ??= 'lost';
      });
      if (options.answerMs) await sleep(options.answerMs);
      if (fault?.kind === 'hold') await fault.until;
      if (fault?.kind === 'drop_answer') return request.socket.destroy();
      if (outcome.result !== 'rotated') {
        response.writeHead(401, { 'content-type': 'application/json' });
        return response.end(
          '{"error":"invalid_grant","error_description":"The provided refresh token is not valid."}',
        );
      }
      const answer = JSON.stringify({
        access_token: newToken('access'),
        refresh_token: outcome.next,
        ...(options.accessTtlSeconds ? { expires_in: options.accessTtlSeconds } : {}),
        ...(options.rotation === 'off' ? { warning: 'Refresh token rotation is off.' } : {}),
        ...(fault?.kind === 'reply' ? fault.extra : {}),
      });
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.end(fault?.kind === 'garble' ? fault.body(answer) : answer);
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://localhost:${port}`,
    posts,
    faults,
    grant,
    revoke: (refreshToken) => {
      const family = families.get(refreshToken);
      if (family) family.isRevoked = true;
    },
    isAlive: (refreshToken) => {
      const family = families.get(refreshToken);
      return family !== undefined && !family.isRevoked && family.current === refreshToken;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function redeem(
  families: Map<string, Family>,
  refreshToken: string,
  rotation: 'strict' | 'reuse_revokes' | 'leeway' | 'off',
): { result: 'rotated'; next: string } | { result: 'replay' | 'revoked' } {
  const family = families.get(refreshToken);
  if (!family || family.isRevoked) return { result: 'revoked' };
  if (rotation === 'off') return { result: 'rotated', next: refreshToken };
  if (family.current !== refreshToken && rotation !== 'leeway') {
    if (rotation === 'reuse_revokes') family.isRevoked = true;
    return { result: 'replay' };
  }
  const next = newToken('refresh');
  family.previous.add(family.current);
  family.current = next;
  families.set(next, family);
  return { result: 'rotated', next };
}

async function readForm(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('refresh_token') ?? '';
}

function newToken(kind: string): string {
  return `${kind}-${randomBytes(16).toString('hex')}`;
}
