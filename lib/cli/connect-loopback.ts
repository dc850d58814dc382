import { db } from '@/db/client';
import { admit } from '../access/admission';
import { env } from '../env';
import { AppError } from '../errors';
import type { TokenAnswer } from '../jobber/oauth';
import { jobberIdentity } from '../session/jobber-identity';
import { keepTokens } from '../vault/keep-tokens';
import type { CliAccount } from './account';
import { authorizeByLoopback } from './loopback-authorization';

/** A sign-in without the dashboard: a second Jobber app, whose callback is a port of this machine. */
export async function connectByLoopback(options: {
  browser: boolean;
  timeout: number;
}): Promise<CliAccount> {
  const { answer, sentAt } = await authorizeByLoopback(options);
  return keep(answer, sentAt);
}

async function keep(answer: TokenAnswer, sentAt: Date): Promise<CliAccount> {
  const { identity } = await jobberIdentity(answer.accessToken);
  const { jobberAccount, jobberUser } = identity;
  const admission = await db().transaction((tx) =>
    admit(
      identity,
      { intent: null, allowedAccounts: [...env().ALLOWED_JOBBER_ACCOUNTS, jobberAccount.id] },
      tx,
    ),
  );
  if (!admission.admitted) {
    throw new AppError(
      'forbidden',
      `${jobberUser.name} is no admin in Jobber, and only admins can connect an app.`,
    );
  }
  await keepTokens({
    jobberAccountId: jobberAccount.id,
    jobberUserId: jobberUser.id,
    answer,
    sentAt,
  });
  const { accountId: id, slug } = admission;
  return { id, slug, name: jobberAccount.name, jobberAccountId: jobberAccount.id };
}
