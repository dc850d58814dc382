/**
 * With a capital, for the beginning of a line.
 * @public
 */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/**
 * `CREDIT_CARD` as people say it.
 * @public
 */
export function plainWord(word: string): string {
  return capital(word.toLowerCase().replaceAll('_', ' '));
}
