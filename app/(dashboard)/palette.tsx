'use client';

import { Command } from 'cmdk';
import {
  BriefcaseBusiness,
  Cable,
  ChartColumn,
  House,
  RefreshCw,
  Search,
  Settings,
  Users,
} from 'lucide-react';
import type { Route } from 'next';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

const lists = [
  { path: '/clients', label: 'Clients', icon: Users },
  { path: '/jobs', label: 'Jobs', icon: BriefcaseBusiness },
] as const;

const pages = [
  { path: '/overview', label: 'Overview', icon: House },
  ...lists,
  { path: '/reports', label: 'Reports', icon: ChartColumn },
  { path: '/sync', label: 'Sync', icon: RefreshCw },
  { path: '/connection', label: 'Connection', icon: Cable },
  { path: '/settings', label: 'Settings', icon: Settings },
] as const;

const itemClass =
  'flex h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-table aria-selected:bg-press pointer-coarse:h-11';

/** Goes to a page, or searches a list for what was typed. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const account = useSearchParams().get('account');
  const [text, setText] = useState('');

  // showModal would focus the list's own box, which comes before the input.
  useEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);

  const go = (path: string, search = '') => {
    const query = new URLSearchParams();
    if (account) query.set('account', account);
    if (search) query.set('search', search);
    onClose();
    router.push(`${path}${query.size > 0 ? `?${query}` : ''}` as Route);
  };
  const typed = text.trim();

  return (
    <dialog
      ref={dialog}
      aria-label="Find anything"
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="mx-auto mt-[12vh] w-[min(36rem,calc(100vw-2rem))] animate-rise rounded-card bg-surface p-0 text-ink shadow-menu backdrop:bg-canvas/70"
    >
      <Command label="Find anything" loop>
        <div className="flex items-center gap-2.5 border-line border-b px-4">
          <Search aria-hidden className="size-4 text-ink-soft" strokeWidth={1.5} />
          <Command.Input
            ref={input}
            value={text}
            onValueChange={setText}
            placeholder="Go to a page, or search clients and jobs"
            className="h-12 w-full bg-transparent outline-none"
          />
        </div>
        <Command.List className="max-h-80 overflow-y-auto p-1.5">
          {typed
            ? lists.map(({ path, label, icon: Icon }) => (
                <Command.Item
                  key={`search ${path}`}
                  forceMount
                  value={`search ${label} ${typed}`}
                  onSelect={() => go(path, typed)}
                  className={itemClass}
                >
                  <Icon aria-hidden className="size-4 text-ink-soft" strokeWidth={1.5} />
                  <span className="truncate">
                    Search {label.toLowerCase()} for <strong>{typed}</strong>
                  </span>
                </Command.Item>
              ))
            : null}
          {pages.map(({ path, label, icon: Icon }) => (
            <Command.Item key={path} value={label} onSelect={() => go(path)} className={itemClass}>
              <Icon aria-hidden className="size-4 text-ink-soft" strokeWidth={1.5} />
              {label}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}
