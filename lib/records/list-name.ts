import { AppError } from '../errors';
import { type ListName, listNames } from './contract';

/**
 * The list that a URL names; `not_found` for any other word.
 * @public
 */
export function requireListName(text: string): ListName {
  const name = listNames.find((known) => known === text);
  if (!name) throw new AppError('not_found', 'There is no such list.');
  return name;
}
