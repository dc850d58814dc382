import { Info } from 'lucide';
import { type ReactNode, useId } from 'react';
import { menuClass } from './classes';
import { Icon } from './icon';

/**
 * The ⓘ beside a number: what it means, opened by the browser itself, so it costs no script.
 * @public
 */
export function Explain({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={`What ${label} means`}
        className="-m-1.5 inline-grid size-7 place-content-center rounded-full text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-11"
      >
        <Icon of={Info} className="size-3.5" />
      </button>
      <div
        id={id}
        popover="auto"
        className={`${menuClass} m-auto max-w-md p-4 text-left font-normal text-table tracking-normal`}
        style={{ inset: 0 }}
      >
        {children}
      </div>
    </>
  );
}
