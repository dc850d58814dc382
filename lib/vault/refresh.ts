import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { refreshTokens, type TokenAnswer, type TokenOutcome } from '@/lib/jobber/oauth';
import { log } from '@/lib/log';
import { openAfterFailures, openAfterReconnects, openBreaker } from './breaker';
import { type Claim, claim } from './claim';
import { commit, notSent, quarantine, rejected, unknown } from './outcomes';
import { seal, UnsealError, unseal } from './seal';
import { hasOtherLiveGrant } from './serving-connection';
import { findStoredConnection } from './stored-connection';
import { backoffMs, spareMs } from './timing';
import { keepOpen, tokenPlace, type Vault } from './vault';

/**
 * One round of the wait loop, shared by every caller of this process: try to claim and, with the claim, refresh to the
 * end; without it, somebody else is at work and the round is a short pause. Rejects only if the database fails.
 */
export function refreshRound(
  vault: Vault,
  connection: { connectionId: string; tokenVersion: number },
): Promise<void> {
  const { connectionId, tokenVersion } = connection;
  const running = vault.rounds.get(connectionId);
  if (running) return running;
  const round = refreshOnce(vault, connectionId, tokenVersion)
    .then(async (isMine) => {
      if (!isMine) await sleep(pollMs(vault));
    })
    .finally(() => vault.rounds.delete(connectionId));
  vault.rounds.set(connectionId, round);
  return round;
}

/** Claims, sends and records the outcome. False when the claim was not to be had: then nothing was sent. */
export async function refreshOnce(
  vault: Vault,
  connectionId: string,
  tokenVersion: number,
): Promise<boolean> {
  if (vault.isDraining) return false;
  const startedAt = performance.now();
  return keepOpen(
    vault,
    claim(vault, connectionId, tokenVersion).then(async (claimed) => {
      if (!claimed) return false;
      const refreshToken = await openRefreshToken(vault, claimed);
      if (refreshToken === null) return true;
      // A process that was frozen since its claim may no longer finish within the lease, so it must not begin.
      if (performance.now() - startedAt > spareMs(vault.timing)) {
        await notSent(vault, claimed, { waitMs: 1_000, why: 'too late' });
      } else await recordOutcome(vault, claimed, await send(vault, refreshToken));
      return true;
    }),
  );
}

/** The one POST of a claim: outside any transaction, bound to no caller, never repeated. */
export function send(vault: Vault, refreshToken: string): Promise<TokenOutcome> {
  const { app, timing, transport } = vault;
  return refreshTokens({
    ...app,
    refreshToken,
    hardLimitMs: timing.hardLimitMs,
    ...(transport ? { transport } : {}),
  });
}

async function openRefreshToken(vault: Vault, claimed: Claim): Promise<string | null> {
  try {
    return unseal(vault.ring, tokenPlace(vault, claimed, 'refresh'), claimed.refreshSealed);
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    log.error(
      { module: 'vault', connectionId: claimed.connectionId, reason: error.reason },
      'a stored refresh token does not open',
    );
    // A key missing here may be present in another process; only a value that no key opens is put aside.
    if (error.reason === 'unreadable') await quarantine(vault, claimed);
    else await notSent(vault, claimed, { waitMs: 60_000, why: 'key missing' });
    return null;
  }
}

async function recordOutcome(vault: Vault, claimed: Claim, outcome: TokenOutcome): Promise<void> {
  if (outcome.kind === 'ok') return commitUntilAnswered(vault, claimed, outcome);
  log.warn(
    { module: 'vault', connectionId: claimed.connectionId, outcome: outcome.kind },
    'a token refresh did not bring new tokens',
  );
  if (outcome.kind === 'unknown' && outcome.rawAnswer !== undefined) {
    const place = { ...tokenPlace(vault, claimed, 'refresh'), field: 'answer' };
    vault.unreadableAnswers.set(claimed.attemptId, seal(vault.ring, place, outcome.rawAnswer));
  }
  await untilAnswered(vault, vault.timing.commitBudgetMs, () =>
    recordFailure(vault, claimed, outcome),
  );
}

async function recordFailure(
  vault: Vault,
  claimed: Claim,
  outcome: Exclude<TokenOutcome, TokenAnswer>,
): Promise<void> {
  const waitMs = backoffMs(claimed.softFailures, vault.random);
  switch (outcome.kind) {
    case 'not_sent':
      await notSent(vault, claimed, { waitMs, why: 'not sent' });
      return openAfterFailures(vault);
    case 'throttled': {
      const askedMs = Math.min(outcome.retryAfterMs ?? 0, 900_000) * (1 + vault.random() / 10);
      const pauseMs = askedMs > 0 ? askedMs : waitMs;
      await notSent(vault, claimed, { waitMs: pauseMs, why: `HTTP ${outcome.status}` });
      return openAfterFailures(vault);
    }
    case 'invalid_client':
      await openBreaker(vault, 'invalid_client');
      return notSent(vault, claimed, { waitMs, why: 'invalid_client' });
    case 'invalid_grant':
      if (await rejected(vault, claimed)) await openAfterReconnects(vault);
      return;
    case 'rejected': {
      const why = `HTTP ${outcome.status}`;
      if ([400, 401, 403].includes(outcome.status)) {
        return unknown(vault, claimed, { why, isUnclear: true });
      }
      if (outcome.status < 300) return unknown(vault, claimed, { why, isUnclear: false });
      return notSent(vault, claimed, { waitMs, why });
    }
    case 'unknown':
      await unknown(vault, claimed, { why: outcome.reason, isUnclear: false });
      return openAfterFailures(vault);
  }
}

// The tokens exist nowhere else: nothing but an answer of the database ends this loop.
async function commitUntilAnswered(
  vault: Vault,
  claimed: Claim,
  answer: TokenAnswer,
): Promise<void> {
  await untilAnswered(vault, Number.POSITIVE_INFINITY, async () => {
    if (await commit(vault, claimed, answer)) return;
    await explainObsolete(vault, claimed, answer);
  });
  if (answer.warning) {
    log.warn(
      { module: 'vault', connectionId: claimed.connectionId, reason: answer.warning.slice(0, 60) },
      'Jobber warns about the refresh',
    );
  }
}

async function explainObsolete(vault: Vault, claimed: Claim, answer: TokenAnswer): Promise<void> {
  const now = await findStoredConnection({ ...vault, db: vault.protocolDb }, claimed.connectionId);
  const isOurs = now?.rotatedBy === claimed.attemptId;
  if (!now || isOurs) return;
  log.info(
    { module: 'vault', connectionId: claimed.connectionId, version: now.tokenVersion },
    'tokens arrived for a pair that had been replaced',
  );
  // Telling Jobber ends every grant of the account, so only when none of them is alive.
  if (now.status === 'disconnected' && vault.disconnectAtJobber) {
    const isShared = await hasOtherLiveGrant(vault, now.jobberAccountId);
    if (!isShared) await vault.disconnectAtJobber(answer.accessToken).catch(() => undefined);
  }
}

/** Repeats `work` while the database fails it, for at most `budgetMs`. */
async function untilAnswered(
  { timing }: Vault,
  budgetMs: number,
  work: () => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (err) {
      if (performance.now() - startedAt > budgetMs) throw err;
      if (failures === 0)
        log.error({ module: 'vault', err }, 'a refresh outcome is not stored yet');
      await sleep(Math.min(timing.commitRetryMs * 2 ** Math.min(failures, 6), 1_000));
    }
  }
}

function pollMs({ timing, random }: Vault): number {
  return timing.pollMinMs + random() * (timing.pollMaxMs - timing.pollMinMs);
}
