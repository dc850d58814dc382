'use client';

import { type RefObject, useEffect } from 'react';
import { isTyping } from './is-typing';

/**
 * The keys of a list: `/` goes to its search, the arrows walk its rows (from the search too), Home and End jump, `x`
 * chooses the row. Enter needs nothing: the rows are links.
 * @public
 */
export function useListKeys(list: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const box = list.current;
      if (!box || event.metaKey || event.ctrlKey || event.altKey) return;
      const search = box.querySelector<HTMLInputElement>('input[type=search]');
      const isWriting = isTyping(event.target);
      if (event.key === '/' && !isWriting) {
        event.preventDefault();
        search?.select();
        return;
      }
      if (isWriting && event.target !== search) return;
      if (event.key === 'x' && !isWriting) {
        document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-select]')?.click();
        return;
      }
      const links = [...box.querySelectorAll<HTMLElement>('[data-row-link]')];
      const target = rowFor(event.key, links, document.activeElement, isWriting);
      if (!target) return;
      event.preventDefault();
      target.focus();
      target.closest('tr')?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
}

function rowFor(
  key: string,
  links: HTMLElement[],
  active: Element | null,
  isWriting: boolean,
): HTMLElement | undefined {
  const at = active instanceof HTMLElement ? links.indexOf(active) : -1;
  if (key === 'ArrowDown') return links[Math.min(at + 1, links.length - 1)];
  if (key === 'ArrowUp' && at >= 0) return links[Math.max(at - 1, 0)];
  if (key === 'Home' && !isWriting && at >= 0) return links[0];
  if (key === 'End' && !isWriting && at >= 0) return links.at(-1);
  return undefined;
}
