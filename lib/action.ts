import 'server-only';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { type AccountScope, requireAccounts } from './access/account-scope';
import { type RateLimit, takeRateLimit } from './access/rate-limit';
import { type Right, requireRight } from './access/rights';
import { type EdgeFailure, edgeFailure } from './edge-failure';
import { AppError } from './errors';
import { findSession, type Session } from './session';
import { isSameOrigin } from './session/same-origin';

/**
 * What every action answers: its result, or why not.
 * @public
 */
export type ActionResult<Result> = Result | EdgeFailure;

/** What a handler gets beside its parsed input. */
export type ActionContext = { session: Session; scope: AccountScope };

type ActionOptions = {
  /** Stands in the log and in the key of the rate limit. */
  name: string;
  /** Default: 120 calls a minute and person. */
  limit?: RateLimit;
  /** What the person must be allowed to do in every account of the scope. Default: read. */
  right?: Right;
};

/**
 * The one way to write a Server Action: origin → session → rate limit → parse → the accounts the person is a member of
 * now → run → plain data or `{ error }`. The caller names accounts in `account` (a slug, or `all`); a handler never
 * trusts anything else for access.
 * @public
 */
export function accountAction<Schema extends z.ZodType, Result extends object>(
  options: ActionOptions,
  schema: Schema,
  handler: (input: z.output<Schema>, context: ActionContext) => Promise<Result>,
): (account: string | undefined, input: z.input<Schema>) => Promise<ActionResult<Result>> {
  return async (account, input) => {
    let personId: string | undefined;
    try {
      if (!isSameOrigin({ headers: await headers() })) {
        throw new AppError('forbidden', 'This request did not come from a page of this server.');
      }
      const session = await findSession();
      if (!session) throw new AppError('not_signed_in', 'You are signed out. Sign in again.');
      personId = session.personId;
      const limit = options.limit ?? { limit: 120, windowSeconds: 60 };
      await takeRateLimit(`action:${options.name}:${personId}`, limit);
      const parsed = schema.safeParse(input);
      if (!parsed.success || (account !== undefined && typeof account !== 'string')) {
        throw new AppError('bad_input', 'This input cannot be used.', { cause: parsed.error });
      }
      const scope = await requireAccounts(session, account);
      requireRight(scope, options.right ?? 'read');
      return await handler(parsed.data, { session, scope });
    } catch (error) {
      unstable_rethrow(error);
      return edgeFailure(error, { name: options.name, ...(personId ? { personId } : {}) });
    }
  };
}
