'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * For a row of tabs that may be longer than the screen: its current tab comes to the middle, the page itself stays.
 * `current` names that tab; another one moves the row again.
 * @public
 */
export function useCurrentInView<Row extends HTMLElement>(current: string): RefObject<Row | null> {
  const row = useRef<Row>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current tab stands somewhere else
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (!row.current || !tab) return;
    row.current.scrollLeft = tab.offsetLeft - (row.current.clientWidth - tab.clientWidth) / 2;
  }, [current]);
  return row;
}
