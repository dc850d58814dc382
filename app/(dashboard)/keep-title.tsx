'use client';

import { useEffect } from 'react';

/**
 * A page keeps its title until the next one has come. Next takes a title away with the page it belongs to and sends the
 * next one at the end of its answer: in between a tab and a screen reader would have no name for what they show.
 */
export function KeepTitle() {
  useEffect(() => {
    let last = document.title;
    const kept = document.createElement('title');
    const keep = () => {
      const own = [...document.head.querySelectorAll('title')].find((title) => title !== kept);
      if (own) {
        last = own.text;
        kept.remove();
      } else if (!kept.isConnected) {
        kept.text = last;
        document.head.append(kept);
      }
    };
    const watcher = new MutationObserver(keep);
    watcher.observe(document.head, { childList: true });
    keep();
    return () => {
      watcher.disconnect();
      kept.remove();
    };
  }, []);
  return null;
}
