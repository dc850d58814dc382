import 'server-only';
import { isAppError } from '../errors';
import { graphql } from '../jobber/graphql';
import { confirmDisconnected } from '../vault/forget-tokens';
import { tokenClient } from '../vault/token-client';

const whoseToken = graphql(`query WhoseToken { account { id } }`);

/**
 * What a word of Jobber that the app was disconnected leads to: Jobber is asked with each live grant of the account that
 * is older than the word, and those it calls disconnected are wiped. Returns how many. Throws when Jobber gives no clear
 * answer: ask again later.
 * @public
 */
export async function confirmDisconnect(word: {
  jobberAccountId: string;
  occurredAt: Date;
}): Promise<number> {
  const ended = await confirmDisconnected(word, isConnected);
  return ended.length;
}

async function isConnected(token: string): Promise<boolean> {
  try {
    await tokenClient(token).query(whoseToken, {}, { timeoutMs: 15_000 });
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === 'jobber_disconnected') return false;
    throw error;
  }
}
