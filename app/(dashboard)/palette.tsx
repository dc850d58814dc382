'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import {
  BriefcaseBusiness,
  FileText,
  type IconNode,
  Inbox,
  ListFilter,
  MapPin,
  Receipt,
  Search,
  SquareArrowOutUpRight,
  User,
} from 'lucide';
import type { Route } from 'next';
import { useRouter, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Found, FoundKind, FoundRecord, FoundView } from '@/lib/records/find-contract';
import { Icon } from '../_ui/icon';
import type { FindAccount } from './go-keys';
import { pages } from './pages';
import { pageHref } from './record-href';

const settleMs = 120;

const kindIcons: Record<FoundKind, IconNode> = {
  client: User,
  property: MapPin,
  request: Inbox,
  quote: FileText,
  job: BriefcaseBusiness,
  invoice: Receipt,
};

const itemClass =
  'flex h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-table aria-selected:bg-press pointer-coarse:h-11';
const groupClass =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-soft [&_[cmdk-group-heading]]:text-label';

/** Finds any client, number, address, page or view, misspelt ones too, over the accounts on screen. */
export function Palette({
  accounts,
  onClose,
}: {
  accounts: readonly FindAccount[];
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const account = useSearchParams().get('account');
  const [text, setText] = useState('');
  const typed = useSettled(text.trim(), settleMs);
  const found = useFound(typed, account);

  // showModal would focus the list's own box, which comes before the input.
  useEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);

  const go = (href: Route) => {
    onClose();
    router.push(href);
  };
  const within = (path: string, params = '', of = account) => {
    const query = new URLSearchParams(params);
    if (of) query.set('account', of);
    return `${path}${query.size > 0 ? `?${query}` : ''}` as Route;
  };
  const open = (record: FoundRecord) => {
    const of = accounts.find(({ id }) => id === record.accountId)?.slug ?? account ?? undefined;
    if (record.kind !== 'property') return go(pageHref(record.kind, record.id, of));
    if (record.clientId) go(pageHref('client', record.clientId, of));
  };
  const openView = (view: FoundView) => {
    const path = view.list === 'visits' ? '/schedule/visits' : `/${view.list}`;
    go(within(path, view.params || 'view=all', view.account ?? account));
  };

  return (
    <dialog
      ref={dialog}
      aria-label="Find anything"
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="mx-auto mt-[12vh] w-[min(40rem,calc(100vw-2rem))] animate-rise rounded-card bg-surface p-0 text-ink shadow-menu backdrop:bg-canvas/70"
    >
      <Command label="Find anything" loop shouldFilter={false}>
        <div className="flex items-center gap-2.5 border-line border-b px-4">
          <Icon of={Search} className="size-4 text-ink-soft" />
          <Command.Input
            ref={input}
            value={text}
            onValueChange={setText}
            placeholder="Find a client, number, street or page"
            className="h-12 w-full bg-transparent outline-none"
          />
        </div>
        <Command.List className="max-h-[min(28rem,60vh)] overflow-y-auto p-1.5">
          {typed === '' ? (
            <Command.Group heading="Go to" className={groupClass}>
              {pages.map(({ href, label, icon }) => (
                <Item key={href} value={href} icon={icon} onSelect={() => go(within(href))}>
                  {label}
                </Item>
              ))}
            </Command.Group>
          ) : null}
          {typed !== '' && found ? (
            <>
              {found.records.length > 0 ? (
                <Command.Group heading="Records" className={groupClass}>
                  {found.records.map((record) => (
                    <Item
                      key={`${record.accountId} ${record.kind} ${record.id}`}
                      value={`${record.accountId} ${record.kind} ${record.id}`}
                      icon={kindIcons[record.kind]}
                      onSelect={() => open(record)}
                      note={record.detail}
                      aside={
                        accounts.length > 1
                          ? accounts.find(({ id }) => id === record.accountId)?.name
                          : record.kind
                      }
                    >
                      {record.label}
                    </Item>
                  ))}
                </Command.Group>
              ) : null}
              {found.pages.length + found.views.length > 0 ? (
                <Command.Group heading="Pages and views" className={groupClass}>
                  {found.pages.map(({ title, href }) => (
                    <Item
                      key={href}
                      value={href}
                      icon={pages.find((page) => page.href === href)?.icon ?? SquareArrowOutUpRight}
                      onSelect={() => go(within(href))}
                    >
                      {title}
                    </Item>
                  ))}
                  {found.views.map((view) => (
                    <Item
                      key={`${view.list} ${view.name} ${view.params}`}
                      value={`${view.list} ${view.name} ${view.params}`}
                      icon={ListFilter}
                      onSelect={() => openView(view)}
                      aside={view.list}
                    >
                      {view.name}
                    </Item>
                  ))}
                </Command.Group>
              ) : null}
              <Command.Group heading="Search in" className={groupClass}>
                {['clients', 'jobs', 'quotes', 'invoices'].map((list) => (
                  <Item
                    key={`search ${list}`}
                    value={`search ${list}`}
                    icon={Search}
                    onSelect={() => go(within(`/${list}`, `q=${encodeURIComponent(typed)}`))}
                  >
                    Search {list} for <strong className="font-medium">{typed}</strong>
                  </Item>
                ))}
              </Command.Group>
            </>
          ) : null}
          {typed !== '' && !found ? (
            <p className="px-2.5 py-3 text-ink-soft text-table">Looking…</p>
          ) : null}
        </Command.List>
      </Command>
    </dialog>
  );
}

function Item({
  value,
  icon,
  onSelect,
  note,
  aside,
  children,
}: {
  value: string;
  icon: IconNode;
  onSelect: () => void;
  note?: string | null;
  aside?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Command.Item value={value} onSelect={onSelect} className={itemClass}>
      <Icon of={icon} className="size-4 shrink-0 text-ink-soft" />
      <span className="min-w-0 truncate">{children}</span>
      {note ? <span className="min-w-0 flex-1 truncate text-ink-soft">{note}</span> : null}
      {aside ? (
        <span className="ml-auto shrink-0 text-ink-soft text-label capitalize">{aside}</span>
      ) : null}
    </Command.Item>
  );
}

function useFound(typed: string, account: string | null): Found | undefined {
  const { data } = useQuery({
    queryKey: ['find', typed, account ?? ''],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ q: typed, ...(account ? { account } : {}) });
      const answer = await fetch(`/api/find?${query}`, { signal });
      if (!answer.ok) return { records: [], pages: [], views: [], isPartial: true };
      return (await answer.json()) as Found;
    },
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  });
  return data;
}

function useSettled(value: string, waitMs: number): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), value === '' ? 0 : waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}
