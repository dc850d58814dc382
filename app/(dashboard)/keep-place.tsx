'use client';

import { useEffect } from 'react';

const patienceMs = 10_000;
const ownMoves = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Back shows the place one left. A browser goes there at once and only once, which fails when the page has to be
 * fetched again: Next throws away every page that it kept as soon as one of them is read anew. So the place of each
 * address is remembered, and gone to when its page has grown long enough, unless the person moved meanwhile.
 */
export function KeepPlace() {
  useEffect(() => {
    const places = new Map<string, number>();
    let stop: (() => void) | undefined;

    const remember = () => {
      if (!stop) places.set(location.href, window.scrollY);
    };
    const goBack = () => {
      stop?.();
      const place = places.get(location.href);
      if (place) stop = returnTo(place, () => (stop = undefined));
    };
    window.addEventListener('scroll', remember, { passive: true });
    window.addEventListener('popstate', goBack);
    return () => {
      stop?.();
      window.removeEventListener('scroll', remember);
      window.removeEventListener('popstate', goBack);
    };
  }, []);
  return null;
}

function returnTo(place: number, onEnd: () => void): () => void {
  const address = location.href;
  const growth = new ResizeObserver(() => {
    if (location.href !== address) return stop();
    const isLongEnough = document.documentElement.scrollHeight - window.innerHeight >= place;
    if (isLongEnough) window.scrollTo({ top: place, behavior: 'instant' });
  });
  const stop = () => {
    growth.disconnect();
    clearTimeout(timer);
    for (const move of ownMoves) window.removeEventListener(move, stop);
    onEnd();
  };
  const timer = setTimeout(stop, patienceMs);
  for (const move of ownMoves) window.addEventListener(move, stop, { passive: true });
  growth.observe(document.body);
  return stop;
}
