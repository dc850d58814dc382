import { formatsOfAccounts } from '@/lib/access/account-formats';
import type { AccountScope } from '@/lib/access/account-scope';
import { defaultFormats, type Formats } from '../../_ui/formats';

/** How the settings write times: as the first of the accounts on screen does. */
export async function shownFormats(scope: AccountScope): Promise<Formats> {
  const [first] = await formatsOfAccounts(scope);
  if (!first) return defaultFormats;
  const { locale, currency, timeZone } = first;
  return { locale, currency, timeZone };
}
