'use client';

import type { Route } from 'next';
import { useRouter, useSearchParams } from 'next/navigation';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { isTyping } from '../_ui/is-typing';
import { type FindAccount, goKeys } from './go-keys';
import { useFrameFacts } from './use-frame-facts';

type Opened = ComponentType<{ accounts: readonly FindAccount[]; onClose: () => void }>;

const goWithinMs = 1_200;

/**
 * The palette (⌘K, Ctrl K, any button with `data-find`), the list of keys (`?`) and the letters after `g`. It stands in
 * the frame, not in a page: a page that is read again or left must neither close what is open nor forget a `g`.
 */
export function FindAnything() {
  const { accounts } = useFrameFacts();
  const [Palette, setPalette] = useState<Opened>();
  const [Keys, setKeys] = useState<Opened>();
  const [open, setOpen] = useState<'palette' | 'keys'>();
  const router = useRouter();
  const account = useSearchParams().get('account');
  const goSince = useRef(0);

  useEffect(() => {
    const openPalette = () => {
      setOpen('palette');
      void import('./palette').then((loaded) => setPalette(() => loaded.Palette));
    };
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-find]')) openPalette();
    };
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (key === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        openPalette();
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
    document.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey);
    };
  }, [router, account]);

  const close = () => setOpen(undefined);
  if (open === 'palette' && Palette) return <Palette accounts={accounts} onClose={close} />;
  if (open === 'keys' && Keys) return <Keys accounts={accounts} onClose={close} />;
  return null;
}
