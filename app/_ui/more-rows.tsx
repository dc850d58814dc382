'use client';

import { useEffect, useRef } from 'react';
import { buttonClass } from './classes';

/**
 * The end of a list: reads on when it comes near the screen, and is a button for everybody else.
 * @public
 */
export function MoreRows({
  isLoading,
  hasFailed,
  onMore,
}: {
  isLoading: boolean;
  hasFailed: boolean;
  onMore: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const act = useRef(onMore);

  useEffect(() => {
    act.current = onMore;
  }, [onMore]);

  useEffect(() => {
    if (!box.current || isLoading || hasFailed) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) act.current();
      },
      { rootMargin: '400px' },
    );
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [isLoading, hasFailed]);

  return (
    <div ref={box} className="flex items-center justify-center gap-3 py-4 text-ink-soft text-table">
      {hasFailed ? <span role="alert">The next rows did not come.</span> : null}
      <button type="button" disabled={isLoading} onClick={onMore} className={buttonClass('plain')}>
        {isLoading ? 'Loading more…' : hasFailed ? 'Retry' : 'Load more'}
      </button>
    </div>
  );
}
