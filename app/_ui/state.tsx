import { clsx } from 'clsx';

/** @public */
export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'idle' | 'closed';

const dots: Record<Tone, string> = {
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
  accent: 'bg-accent',
  idle: 'border-[1.5px] border-ink-soft',
  closed: 'bg-line border border-ink-soft/50',
};

/**
 * A dot with its word: colour never stands alone.
 * @public
 */
export function State({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap align-top">
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', dots[tone])} />
      {word}
    </span>
  );
}
