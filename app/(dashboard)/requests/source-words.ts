import { capital } from '../../_ui/plain-words';

/** Where a request came from, in words: Jobber writes `client_hub`. */
export function sourceWords(source: string): string {
  return capital(source.replace(/_+/g, ' ').trim());
}
