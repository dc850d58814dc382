'use client';

import { PrefetchKind } from 'next/dist/client/components/router-reducer/router-reducer-types';
import type { AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

// Shorter than a press after coming near, longer than on the way past.
const nearAfterMs = 60;

/**
 * What the links of rows and of the frame do, once for all of them: a plain click goes there within the app, any other is
 * the browser's. A page is fetched ahead once pointer or focus rests on its link or a finger is down, never for a whole
 * list.
 */
export function NearLinks() {
  // The types that typed routes lay over the router leave out that a page can be fetched ahead whole.
  const router: AppRouterInstance = useRouter();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchAhead = (path: string) => router.prefetch(path, { kind: PrefetchKind.FULL });
    const come = (event: Event) => {
      clearTimeout(timer);
      const path = pathOf(event);
      if (path) timer = setTimeout(() => fetchAhead(path), nearAfterMs);
    };
    const leave = () => clearTimeout(timer);
    const press = (event: Event) => {
      clearTimeout(timer);
      const path = pathOf(event);
      if (path) fetchAhead(path);
    };
    const go = (event: MouseEvent) => {
      const path = pathOf(event);
      const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (!path || !isPlain || event.button !== 0 || event.defaultPrevented) return;
      event.preventDefault();
      router.push(path);
    };
    const listeners = new AbortController();
    const { signal } = listeners;
    for (const type of ['pointerover', 'focusin'])
      document.addEventListener(type, come, { signal });
    for (const type of ['pointerout', 'focusout'])
      document.addEventListener(type, leave, { signal });
    document.addEventListener('pointerdown', press, { signal });
    document.addEventListener('click', go, { signal });
    return () => {
      clearTimeout(timer);
      listeners.abort();
    };
  }, [router]);
  return null;
}

function pathOf({ target }: Event): string | null {
  const link =
    target instanceof Element ? target.closest('a[data-row-link], a[data-page-link]') : null;
  return link?.getAttribute('href') ?? null;
}
