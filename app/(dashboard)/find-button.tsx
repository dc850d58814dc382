'use client';

import { Search } from 'lucide-react';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { buttonClass } from '../_ui/classes';

type Palette = ComponentType<{ onClose: () => void }>;

/** Opens the palette, also by ⌘K and Ctrl K. Its code comes with the first use. */
export function FindButton() {
  const [Palette, setPalette] = useState<Palette>();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      button.current?.click();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const open = async () => {
    setOpen(true);
    if (Palette) return;
    const loaded = await import('./palette');
    setPalette(() => loaded.Palette);
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        onClick={open}
        aria-keyshortcuts="Meta+K Control+K"
        title="Find anything (⌘K or Ctrl K)"
        className={buttonClass('plain', 'medium')}
      >
        <Search aria-hidden className="size-4 text-ink-soft" strokeWidth={1.5} />
        <span className="sr-only">Find anything</span>
        <kbd aria-hidden className="font-sans text-ink-soft text-label max-sm:hidden">
          ⌘K
        </kbd>
      </button>
      {isOpen && Palette ? <Palette onClose={() => setOpen(false)} /> : null}
    </>
  );
}
