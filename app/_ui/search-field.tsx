'use client';

import { clsx } from 'clsx';
import { Search } from 'lucide';
import { useEffect, useRef, useState } from 'react';
import { Icon } from './icon';

const settleMs = 250;

/**
 * A search that follows the typing a quarter of a second later; Escape empties it, then leaves it.
 * @public
 */
export function SearchField({
  label,
  value,
  onChange,
  className = 'max-sm:basis-full',
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** How wide it is on a phone. */
  className?: string;
}) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);

  const send = (next: string, waitMs: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next.trim();
      onChange(next.trim());
    }, waitMs);
  };

  return (
    <div className={clsx('relative min-w-0 basis-80', className)}>
      <Icon
        of={Search}
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-soft"
      />
      <input
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => send(event.target.value, settleMs)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (text === '') event.currentTarget.blur();
          else send('', 0);
          event.preventDefault();
        }}
        className="peer h-8 w-full rounded-control border border-line bg-surface pr-8 pl-8 text-table outline-none focus:border-accent focus:outline-2 focus:outline-accent focus:-outline-offset-1 pointer-coarse:h-11 pointer-coarse:text-[16px] [&::-webkit-search-cancel-button]:hidden"
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 hidden h-5 min-w-5 -translate-y-1/2 place-content-center rounded border border-line text-center text-ink-soft text-label peer-focus:hidden peer-[:not(:placeholder-shown)]:hidden pointer-fine:grid"
      >
        /
      </kbd>
    </div>
  );
}
