import { asc } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts } from '@/db/schema/accounts';
import { AppError } from '../errors';

export type CliAccount = { id: number; slug: string; name: string; jobberAccountId: string };

/** Every account of this installation, by name. */
export function everyAccount(): Promise<CliAccount[]> {
  const { id, slug, name, jobberAccountId } = accounts;
  return db()
    .select({ id, slug, name, jobberAccountId })
    .from(accounts)
    .orderBy(asc(name), asc(id));
}

/** The account called `asked` (its name in URLs, or Jobber's id), or the only one. Throws one line with the choices. */
export async function chosenAccount(asked: string | undefined): Promise<CliAccount> {
  const all = await everyAccount();
  const choices = all.map(({ slug }) => slug).join(', ');
  if (all.length === 0) {
    throw new AppError(
      'not_found',
      'No Jobber account is connected here yet. Run `npm run cli -- connect`.',
    );
  }
  if (asked === undefined) {
    const [only, ...others] = all;
    if (only && others.length === 0) return only;
    throw new AppError('bad_input', `Choose an account with --account: ${choices}.`);
  }
  const found = all.find(({ slug, jobberAccountId }) => [slug, jobberAccountId].includes(asked));
  if (found) return found;
  throw new AppError('not_found', `There is no account "${asked}" here. There are: ${choices}.`);
}
