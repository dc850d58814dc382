'use client';

import { clsx } from 'clsx';
import { ChevronDown, X } from 'lucide';
import { Icon } from './icon';

/**
 * One filter as a chip over a native select: dashed while it is unset, filled with a way to clear it once it is.
 * @public
 */
export function FilterChip<Value extends string>({
  label,
  value,
  options,
  unset,
  onChange,
  className,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  unset: Value;
  onChange: (value: Value) => void;
  className?: string;
}) {
  const isSet = value !== unset;
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  return (
    <div
      className={clsx(
        'relative inline-flex h-8 shrink-0 items-center rounded-control border text-table pointer-coarse:h-11',
        'has-[select:focus-visible]:outline-2 has-[select:focus-visible]:outline-accent has-[select:focus-visible]:outline-offset-2',
        isSet ? 'border-accent/40 bg-accent-soft' : 'border-line bg-surface hover:bg-hover',
        className,
      )}
    >
      <span aria-hidden className="flex items-center gap-1.5 pl-2.5">
        <span className={clsx(isSet && 'text-ink-soft')}>{label}</span>
        {isSet ? <span className="font-medium">{chosen}</span> : null}
        {isSet ? null : <Icon of={ChevronDown} className="mr-2 size-3.5 text-ink-soft" />}
      </span>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const picked = options.find((option) => option.value === event.target.value);
          if (picked) onChange(picked.value);
        }}
        className="absolute inset-0 w-full appearance-none bg-surface text-ink opacity-0"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {isSet ? (
        <button
          type="button"
          aria-label={`Clear ${label}`}
          onClick={() => onChange(unset)}
          className="relative ml-1 grid h-full w-7 place-content-center rounded-r-control text-ink-soft hover:text-ink"
        >
          <Icon of={X} className="size-3.5" isBold />
        </button>
      ) : null}
    </div>
  );
}
