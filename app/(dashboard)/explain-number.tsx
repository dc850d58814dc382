'use client';

import { Info } from 'lucide';
import type { Route } from 'next';
import { type ComponentType, useState } from 'react';
import { Icon } from '../_ui/icon';

/** What the panel needs: which number, as the query of `/api/explain`, and where its rows are. */
export type Explaining = { label: string; query: string; href: Route };

/** The ⓘ beside a number. The panel it opens, code and content, comes with the first use. */
export function ExplainNumber(explaining: Explaining) {
  const [Panel, setPanel] = useState<ComponentType<Explaining & { onClose: () => void }>>();
  const [isOpen, setOpen] = useState(false);
  const open = async () => {
    setOpen(true);
    if (Panel) return;
    const loaded = await import('./explain-panel');
    setPanel(() => loaded.ExplainPanel);
  };
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Explain ${explaining.label}`}
        title="What it means and what it is made of"
        onClick={open}
        className="-m-1.5 inline-grid size-7 place-content-center rounded-full text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-11 print:hidden"
      >
        <Icon of={Info} className="size-3.5" />
      </button>
      {isOpen && Panel ? <Panel {...explaining} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
