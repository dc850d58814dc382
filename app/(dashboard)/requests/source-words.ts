/** Where a request came from, in words: Jobber writes `client_hub`. */
export function sourceWords(source: string): string {
  const words = source.replace(/_+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
