import 'server-only';
import { publicUrl } from '@/lib/session/same-origin';
import { feedFiles } from './feed-name';

/**
 * The addresses that a new key opens. They hold the key, so they are shown to its maker once and kept nowhere.
 * @public
 */
export function feedAddresses(feed: string, key: string): string[] {
  return feedFiles(feed).map(
    (file) => publicUrl(`/api/feeds/${file}?key=${encodeURIComponent(key)}`).href,
  );
}
