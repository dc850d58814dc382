'use client';

import { Search } from 'lucide-react';
import type { Route } from 'next';
import { useRouter, useSearchParams } from 'next/navigation';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { buttonClass } from '../_ui/classes';
import { type FindAccount, goKeys } from './go-keys';

type Opened = ComponentType<{ accounts: readonly FindAccount[]; onClose: () => void }>;

const goWithinMs = 1_200;

/** Opens the palette, also by ⌘K and Ctrl K, and the list of keys by `?`. Their code comes with the first use. */
export function FindButton({ accounts }: { accounts: readonly FindAccount[] }) {
  const [Palette, setPalette] = useState<Opened>();
  const [Keys, setKeys] = useState<Opened>();
  const [open, setOpen] = useState<'palette' | 'keys'>();
  const router = useRouter();
  const account = useSearchParams().get('account');
  const button = useRef<HTMLButtonElement>(null);
  const goSince = useRef(0);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (key === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        button.current?.click();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (key === '?') {
        setOpen('keys');
        void import('./keys-help').then((loaded) => setKeys(() => loaded.KeysHelp));
        return;
      }
      const page = goKeys.find((one) => one.key === key);
      if (page && Date.now() - goSince.current < goWithinMs) {
        const query = account ? `?account=${encodeURIComponent(account)}` : '';
        router.push(`${page.href}${query}` as Route);
      }
      goSince.current = key === 'g' ? Date.now() : 0;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router, account]);

  const openPalette = async () => {
    setOpen('palette');
    if (Palette) return;
    const loaded = await import('./palette');
    setPalette(() => loaded.Palette);
  };
  const close = () => setOpen(undefined);

  return (
    <>
      <button
        ref={button}
        type="button"
        onClick={openPalette}
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
      {open === 'palette' && Palette ? <Palette accounts={accounts} onClose={close} /> : null}
      {open === 'keys' && Keys ? <Keys accounts={accounts} onClose={close} /> : null}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
