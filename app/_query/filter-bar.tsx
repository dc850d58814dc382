'use client';

import { useQuery } from '@tanstack/react-query';
import { ListFilter, X } from 'lucide';
import { type ComponentType, useState } from 'react';
import type { FilterChoices } from '@/lib/records/filter-choices';
import { buttonClass } from '../_ui/classes';
import { Icon } from '../_ui/icon';
import type { FilterPanel as Panel } from './filter-panel';
import { type Filter, setFilters } from './list-filters';
import type { FilterName, ListParams } from './list-url';

type PanelType = ComponentType<Parameters<typeof Panel>[0]>;

/** Chips of the filters that are set, and the button that opens all of them. The form comes with its first use. */
export function FilterBar({
  list,
  filters,
  params,
  account,
  onFilter,
}: {
  list: string;
  filters: readonly Filter[];
  params: ListParams;
  account: string | null;
  onFilter: (name: FilterName, value: string) => void;
}) {
  const [OpenPanel, setPanel] = useState<PanelType>();
  const [isOpen, setOpen] = useState(false);
  const set = setFilters(filters, params, undefined);
  const query = new URLSearchParams(account ? { account } : {});
  for (const { filter } of set)
    if (filter.kind === 'fixed') query.set(filter.name, params[filter.name] ?? '');
  const choices = useQuery({
    queryKey: ['choices', list, query.toString()],
    queryFn: async () => {
      const answer = await fetch(`/api/lists/${list}/choices?${query}`);
      if (!answer.ok) throw new Error('The choices did not come.');
      return (await answer.json()) as FilterChoices;
    },
    enabled:
      isOpen || set.some(({ filter }) => filter.kind === 'choices' || filter.kind === 'fixed'),
  });

  const open = async () => {
    setOpen(!isOpen);
    if (OpenPanel) return;
    const loaded = await import('./filter-panel');
    setPanel(() => loaded.FilterPanel);
  };

  return (
    <>
      {setFilters(filters, params, choices.data).map(({ filter, words }) => (
        <span
          key={filter.name}
          className="inline-flex h-8 max-w-72 items-center rounded-control border border-accent/40 bg-accent-soft pl-2.5 text-table pointer-coarse:h-11"
        >
          <span className="truncate">
            <span className="text-ink-soft">{filter.label}</span>{' '}
            <span className="font-medium">{words}</span>
          </span>
          <button
            type="button"
            aria-label={`Clear ${filter.label}`}
            onClick={() => onFilter(filter.name, '')}
            className="ml-1 grid h-full w-7 shrink-0 place-content-center rounded-r-control text-ink-soft hover:text-ink"
          >
            <Icon of={X} className="size-3.5" isBold />
          </button>
        </span>
      ))}
      <div className="relative">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={open}
          className={buttonClass('plain')}
          data-filter-button=""
        >
          <Icon of={ListFilter} className="size-3.5 text-ink-soft" isBold />
          Filter
        </button>
        {isOpen && OpenPanel ? (
          <OpenPanel
            filters={filters}
            params={params}
            choices={choices.data}
            onFilter={onFilter}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </div>
    </>
  );
}
