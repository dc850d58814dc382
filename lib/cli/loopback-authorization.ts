import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { env } from '../env';
import { AppError } from '../errors';
import { authorizationUrl, exchangeCode, type TokenAnswer } from '../jobber/oauth';
import { firstFreePort } from './free-port';
import { loopbackPage } from './loopback-page';
import { openBrowser } from './open-browser';

const ports = [3000, 3001, 3002, 3003, 3004, 3005, 3006, 3007, 3008, 3009, 3010];

export type LoopbackOptions = {
  browser: boolean;
  timeout: number;
  /** Leave the challenge out, or send it with a verifier that does not fit. For `doctor --probe`. */
  pkce?: 'off' | 'wrong';
};

/** What came back to the callback: the code, and what else stood in the address. */
export type LoopbackReturn = {
  answer: TokenAnswer;
  sentAt: Date;
  code: string;
  redirectUri: string;
  params: string[];
};

/**
 * Sends somebody to Jobber's consent page and waits on a port of this machine for the return: state, PKCE, one code, one
 * exchange. Throws AppError when it is denied, refused, or nobody comes.
 */
export async function authorizeByLoopback(options: LoopbackOptions): Promise<LoopbackReturn> {
  const port = await firstFreePort(ports);
  if (port === null) {
    throw new AppError(
      'misconfigured',
      'The ports 3000 to 3010 are all taken; stop one of the programs there.',
    );
  }
  const redirectUri = `http://localhost:${port}/callback`;
  const state = randomBytes(16).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const url = authorizationUrl({
    apiUrl: env().JOBBER_API_URL,
    clientId: env().JOBBER_CLIENT_ID,
    redirectUri,
    state,
    ...(usesPkce(options) ? { codeChallenge: challengeOf(verifier) } : {}),
  });
  const waiting = await awaitReturn(port, state, options.timeout);
  process.stderr.write(
    `The callback of this Jobber app must be exactly ${redirectUri}\nAllow the access at ${url.href}\n`,
  );
  if (options.browser) openBrowser(url.href);
  return waiting(async (code, params) => {
    const sentAt = new Date();
    const sentVerifier =
      options.pkce === 'wrong' ? randomBytes(32).toString('base64url') : verifier;
    const outcome = await exchangeCode({
      apiUrl: env().JOBBER_API_URL,
      clientId: env().JOBBER_CLIENT_ID,
      clientSecret: env().JOBBER_CLIENT_SECRET,
      hardLimitMs: 30_000,
      code,
      redirectUri,
      ...(usesPkce(options) ? { codeVerifier: sentVerifier } : {}),
    });
    if (outcome.kind === 'ok') return { answer: outcome, sentAt, code, redirectUri, params };
    const why = 'message' in outcome ? outcome.message : outcome.kind.replace('_', ' ');
    throw new AppError('jobber_refused', `Jobber gave no tokens: ${why.replace(/\.$/, '')}.`);
  });
}

function usesPkce({ pkce }: LoopbackOptions): boolean {
  return pkce === undefined ? env().JOBBER_PKCE : pkce !== 'off';
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

type Exchange = (code: string, params: string[]) => Promise<LoopbackReturn>;

/** Listens at once; the function it resolves to answers the browser after the exchange and closes the port. */
async function awaitReturn(
  port: number,
  state: string,
  timeoutSeconds: number,
): Promise<(exchange: Exchange) => Promise<LoopbackReturn>> {
  const server = http.createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (exchange) =>
    new Promise<LoopbackReturn>((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(timer);
        server.close();
        server.closeIdleConnections();
        end();
      };
      const timer = setTimeout(() => {
        const nobody = new AppError(
          'temporarily_unavailable',
          `Nobody signed in within ${timeoutSeconds} seconds.`,
        );
        finish(() => reject(nobody));
      }, timeoutSeconds * 1000);
      server.on('request', (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        if (pathname !== '/callback') return show(response, 404, 'Nothing is here.');
        const returned = codeOf(searchParams, state);
        // A return that we did not begin is no reason to stop waiting for ours.
        if (returned === 'foreign')
          return show(response, 400, 'This return from Jobber was not asked for.');
        server.removeAllListeners('request');
        const denied = new AppError('forbidden', 'The access was not allowed in Jobber.');
        const outcome =
          returned === 'denied'
            ? Promise.reject(denied)
            : exchange(returned.code, [...searchParams.keys()]);
        outcome.then(
          (value) => {
            show(response, 200, 'Jobber is connected. You can close this window.');
            finish(() => resolve(value));
          },
          (error: unknown) => {
            show(
              response,
              400,
              'It did not work. You can close this window; the command says why.',
            );
            finish(() => reject(error));
          },
        );
      });
    });
}

/** Jobber reports a denial with no parameters at all. */
function codeOf(params: URLSearchParams, state: string): { code: string } | 'denied' | 'foreign' {
  if (params.size === 0 || params.get('error') === 'access_denied') return 'denied';
  const code = params.get('code');
  const given = Buffer.from(params.get('state') ?? '');
  const wanted = Buffer.from(state);
  const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted);
  return isOurs && code ? { code } : 'foreign';
}

function show(response: http.ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(loopbackPage(sentence));
}
