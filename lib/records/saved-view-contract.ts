import type { ListName } from './contract';

/**
 * A view that a person keeps: `params` are the search parameters of the list's URL, without the account. `account` is
 * the slug that it is for, null for all accounts.
 * @public
 */
export type SavedView = {
  id: string;
  list: ListName;
  name: string;
  account: string | null;
  params: string;
};
