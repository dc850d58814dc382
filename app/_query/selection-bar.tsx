'use client';

import { Check, Copy, X } from 'lucide';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { buttonClass } from '../_ui/classes';
import { Icon } from '../_ui/icon';
import { isTyping } from '../_ui/is-typing';
import { boxesOf, copiedText } from './selected-rows';

/**
 * How many rows are chosen and what can be done with them. The boxes themselves hold the choice, so that choosing one
 * of a thousand rows draws nothing again. Shift chooses everything in between, ⌘C copies, Escape lets go.
 */
export function SelectionBar({
  list,
  one,
  many,
  shown,
  zoneOf,
  isAsked,
  onDone,
}: {
  list: RefObject<HTMLElement | null>;
  one: string;
  many: string;
  /** Changes whenever other rows are on screen. */
  shown: unknown;
  /** The time zone of the row with this key. */
  zoneOf: (key: string) => string;
  /** Stays without a chosen row too, for those who see no boxes before they ask for them. */
  isAsked: boolean;
  onDone: () => void;
}) {
  const [count, setCount] = useState(0);
  const [copied, setCopied] = useState<'copied' | 'refused'>();
  const last = useRef<HTMLInputElement>(undefined);
  const end = useRef({ isAsked, onDone });
  useEffect(() => {
    end.current = { isAsked, onDone };
  }, [isAsked, onDone]);

  const chosen = useCallback(
    () => (list.current ? boxesOf(list.current).filter((box) => box.checked) : []),
    [list],
  );
  const recount = useCallback(() => {
    const now = chosen().length;
    setCount(now);
    setCopied(undefined);
    if (now === 0 && !end.current.isAsked) end.current.onDone();
  }, [chosen]);
  const choose = useCallback(
    (boxes: readonly HTMLInputElement[], isChosen: boolean) => {
      for (const box of boxes) box.checked = isChosen;
      recount();
    },
    [recount],
  );
  const finish = useCallback(() => {
    choose(chosen(), false);
    end.current.onDone();
  }, [choose, chosen]);
  const copy = useCallback(async () => {
    if (!list.current) return;
    const text = copiedText(list.current, chosen(), zoneOf);
    const outcome = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setCopied(outcome);
  }, [list, chosen, zoneOf]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows may have taken chosen ones away
  useEffect(recount, [recount, shown]);

  useEffect(() => {
    const box = list.current;
    if (!box) return;
    last.current ??= chosen()[0];
    const onClick = (event: MouseEvent) => {
      const target = event.target;
      if (!(target instanceof HTMLInputElement) || target.dataset.select === undefined) return;
      const boxes = boxesOf(box);
      const from = last.current ? boxes.indexOf(last.current) : -1;
      const to = boxes.indexOf(target);
      last.current = target;
      if (event.shiftKey && from >= 0) {
        choose(boxes.slice(Math.min(from, to), Math.max(from, to) + 1), target.checked);
      } else recount();
    };
    const onKey = (event: KeyboardEvent) => {
      const isElsewhere =
        document.querySelector('[role=dialog], dialog[open], :popover-open') !== null;
      if (isElsewhere || isTyping(event.target)) return;
      const hasText = (window.getSelection()?.toString() ?? '') !== '';
      const isCopy = event.key.toLowerCase() === 'c' && (event.metaKey || event.ctrlKey);
      if (isCopy && !hasText) {
        event.preventDefault();
        void copy();
      } else if (event.key === 'Escape') finish();
    };
    box.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey);
    return () => {
      box.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey);
    };
  }, [list, choose, chosen, copy, finish, recount]);

  if (count === 0 && !isAsked) return null;
  const total = list.current ? boxesOf(list.current).length : 0;
  return (
    <section
      aria-label="Chosen rows"
      className="fixed inset-x-0 bottom-20 z-30 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] animate-rise items-center gap-1 rounded-card bg-surface p-1.5 text-table shadow-menu sm:bottom-5 sm:left-14 desk:left-54 print:hidden"
    >
      <span aria-live="polite" className="px-2 whitespace-nowrap tabular-nums">
        <strong className="font-medium">{count}</strong> {count === 1 ? one : many}
        <span className="sr-only"> chosen</span>
      </span>
      {count < total ? (
        <button
          type="button"
          onClick={() => list.current && choose(boxesOf(list.current), true)}
          className={buttonClass('quiet')}
        >
          All {total} shown
        </button>
      ) : null}
      <button
        type="button"
        disabled={count === 0}
        onClick={() => void copy()}
        aria-keyshortcuts="Meta+C Control+C"
        className={buttonClass('primary')}
      >
        {copied === 'copied' ? (
          <Icon of={Check} className="size-3.5" isBold />
        ) : (
          <Icon of={Copy} className="size-3.5" />
        )}
        {copied === 'copied' ? 'Copied' : copied === 'refused' ? 'Browser refused' : 'Copy'}
      </button>
      <button
        type="button"
        onClick={finish}
        aria-label="Choose none"
        title="Choose none (Esc)"
        className={buttonClass('quiet', 'square')}
      >
        <Icon of={X} className="size-4" />
      </button>
    </section>
  );
}
