import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '../env';
import { isAppError } from '../errors';
import { exchangeCode, processTokenResponse, type TokenAnswer } from '../jobber/oauth';
import { postForm, type TransportResult } from '../jobber/token-transport';
import { tell } from './connect';
import { authorizeByLoopback } from './loopback-authorization';
import { askJobber } from './probe-api';

/** One open question, what came out, and what it means for the sandbox. */
export type Finding = { question: string; answer: string; setting?: Record<string, unknown> };

export type ProbeSignIn = {
  browser: boolean;
  timeout: number;
  /** Before each replay of a redeemed token, in milliseconds. */
  pauses: readonly number[];
};

/** Everything about tokens; needs three sign-ins. Returns an access token that still works, if any does. */
export async function grantQuestions(
  options: ProbeSignIn,
): Promise<{ findings: Finding[]; accessToken: string }> {
  tell('First of three sign-ins.');
  const first = await authorizeByLoopback(options);
  const findings = [
    shapeOf('P5 What does a code exchange bring?', first.answer),
    { question: 'P9 What does the callback carry?', answer: first.params.join(', ') },
    await usedCode(first),
  ];
  const rotated = await refresh(first.answer.refreshToken);
  const next = tokensOf(rotated);
  if (!next)
    return {
      findings: [...findings, told('P1 Does a refresh work?', rotated)],
      accessToken: first.answer.accessToken,
    };
  findings.push({
    ...shapeOf('P5 What does a refresh bring?', next),
    setting: lifeOf(rotated, next),
  });
  findings.push(await oldAccessToken(first.answer.accessToken));
  const { findings: replays, live } = await replayed(first.answer, next, options.pauses);
  findings.push(...replays, await lostAnswer(live), await badSecret(), await malformedToken());
  tell('Second of three sign-ins, to see what becomes of the first.');
  const second = await authorizeByLoopback(options);
  findings.push(await earlierGrant(live));
  tell('Last sign-in, with a PKCE verifier that does not fit.');
  findings.push(await wrongVerifier(options));
  return { findings, accessToken: second.answer.accessToken };
}

async function usedCode({
  code,
  redirectUri,
}: {
  code: string;
  redirectUri: string;
}): Promise<Finding> {
  const {
    JOBBER_API_URL: apiUrl,
    JOBBER_CLIENT_ID: clientId,
    JOBBER_CLIENT_SECRET: clientSecret,
  } = env();
  const outcome = await exchangeCode({
    apiUrl,
    clientId,
    clientSecret,
    hardLimitMs: 30_000,
    code,
    redirectUri,
  });
  return { question: 'F1 What does a code answer that was used?', answer: outcome.kind };
}

/** The rotation, and what a token that was redeemed before does: at once, after 5 s and after a minute. */
async function replayed(old: TokenAnswer, next: TokenAnswer, pauses: readonly number[]) {
  const question = 'P1 What does a redeemed refresh token do?';
  if (old.refreshToken === next.refreshToken) {
    const finding: Finding = {
      question,
      answer: 'rotation is off: the same token comes back',
      setting: { rotation: 'off' },
    };
    return { findings: [finding], live: next };
  }
  const answers: TransportResult[] = [];
  for (const waitMs of pauses) {
    await sleep(waitMs);
    const answer = await refresh(old.refreshToken);
    answers.push(answer);
    if (tokensOf(answer)) break;
  }
  const worked = answers.find((answer) => tokensOf(answer));
  const after = await refresh(next.refreshToken);
  const live = tokensOf(after);
  const texts = answers.map(textOf).join(' | ');
  const findings: Finding[] = worked
    ? [{ question, answer: `it works again: ${texts}`, setting: { rotation: 'compat' } }]
    : [
        {
          question,
          answer: texts,
          setting: { rotation: 'on', refusalStatus: statusOf(answers[0]) },
        },
      ];
  findings.push({
    question: 'P1 Does the newer token still work after that?',
    answer: live ? 'yes' : `no: ${textOf(after)}`,
    setting: { reuse: live ? 'refuse' : 'revoke_family' },
  });
  return { findings, live: live ?? next };
}

/** Jobber gets the request and we do not wait for the answer; then the same token again. */
async function lostAnswer(live: TokenAnswer): Promise<Finding> {
  const question = 'P2 What becomes of a token whose answer was lost?';
  const cut = await refresh(live.refreshToken, 50);
  if (cut.kind === 'answered') {
    live.refreshToken = tokensOf(cut)?.refreshToken ?? live.refreshToken;
    return { question, answer: 'the answer came before it could be lost' };
  }
  await sleep(2_000);
  const again = await refresh(live.refreshToken);
  const tokens = tokensOf(again);
  if (tokens) Object.assign(live, tokens);
  return { question, answer: tokens ? 'it still works' : textOf(again) };
}

async function oldAccessToken(token: string): Promise<Finding> {
  const { status, body } = await askJobber('{ account { id } }', { token });
  const works = status === 200 && typeof body.data === 'object' && body.data !== null;
  return {
    question: 'P3 Does the old access token work after a rotation?',
    answer: works ? 'yes' : `no: HTTP ${status}`,
  };
}

async function badSecret(): Promise<Finding> {
  const answer = await refresh('no-token', 30_000, { client_secret: 'wrong' });
  return told('P8 What does a wrong secret answer?', answer);
}

async function malformedToken(): Promise<Finding> {
  return told('P8 What does a token answer that never existed?', await refresh('no-token'));
}

async function earlierGrant(live: TokenAnswer): Promise<Finding> {
  const answer = await refresh(live.refreshToken);
  const isAlive = tokensOf(answer) !== null;
  return {
    question: 'P7 Does a second sign-in of the same account leave the first grant alive?',
    answer: isAlive ? 'yes' : textOf(answer),
    setting: { reconsent: isAlive ? 'keep' : 'revoke_earlier' },
  };
}

async function wrongVerifier(options: ProbeSignIn): Promise<Finding> {
  const question = 'P6 Is PKCE enforced?';
  try {
    await authorizeByLoopback({ ...options, pkce: 'wrong' });
    return { question, answer: 'no: a wrong verifier is accepted' };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'jobber_refused') throw error;
    return { question, answer: `yes: ${error.safeMessage}` };
  }
}

function refresh(
  refreshToken: string,
  hardLimitMs = 30_000,
  changes: Record<string, string> = {},
): Promise<TransportResult> {
  const { JOBBER_API_URL, JOBBER_CLIENT_ID, JOBBER_CLIENT_SECRET } = env();
  const form = new URLSearchParams({
    client_id: JOBBER_CLIENT_ID,
    client_secret: JOBBER_CLIENT_SECRET,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...changes,
  });
  return postForm({ url: new URL('/api/oauth/token', JOBBER_API_URL), form, hardLimitMs });
}

function tokensOf(result: TransportResult): TokenAnswer | null {
  const outcome = processTokenResponse(result);
  return outcome.kind === 'ok' ? outcome : null;
}

function told(question: string, result: TransportResult): Finding {
  return { question, answer: textOf(result) };
}

/** Status and body without anything that could be a token. */
function textOf(result: TransportResult | undefined): string {
  if (result?.kind !== 'answered') return 'no answer';
  const body = result.body.replace(/[A-Za-z0-9+/=_.-]{24,}/g, '…').slice(0, 300);
  return `HTTP ${result.status} ${body}`;
}

function statusOf(result: TransportResult | undefined): number {
  return result?.kind === 'answered' ? result.status : 401;
}

function shapeOf(question: string, answer: TokenAnswer): Finding {
  const { kind: _, accessToken, refreshToken, ...hints } = answer;
  const isJwt = accessToken.split('.').length === 3;
  return {
    question,
    answer: `${isJwt ? 'a JWT' : 'an opaque access token'}, a refresh token of ${refreshToken.length} characters, ${JSON.stringify(hints)}`,
  };
}

function lifeOf(result: TransportResult, answer: TokenAnswer): Record<string, unknown> {
  const sendsExpiresIn = answer.expiresInSeconds !== undefined;
  const lifeMs =
    answer.jwtExp && answer.jwtIssuedAt
      ? answer.jwtExp.getTime() - answer.jwtIssuedAt.getTime()
      : null;
  const seconds = answer.expiresInSeconds ?? (lifeMs === null ? undefined : lifeMs / 1000);
  return {
    sendExpiresIn: result.kind === 'answered' && sendsExpiresIn,
    ...(seconds === undefined ? {} : { accessTokenTtlSeconds: Math.round(seconds) }),
  };
}
