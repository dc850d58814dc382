'use client';

import { useEffect, useRef } from 'react';
import type { FilterChoices } from '@/lib/records/filter-choices';
import { buttonClass } from '../_ui/classes';
import type { Filter } from './list-filters';
import type { FilterName, ListParams } from './list-url';

const fieldClass =
  'h-8 w-full rounded-control border border-line bg-surface px-2 text-table text-ink focus:border-accent pointer-coarse:h-11 pointer-coarse:text-[16px]';

/** Every filter of a list in one form; a change shows at once, Escape closes. */
export function FilterPanel({
  filters,
  params,
  choices,
  onFilter,
  onClose,
}: {
  filters: readonly Filter[];
  params: ListParams;
  choices: FilterChoices | undefined;
  onFilter: (name: FilterName, value: string) => void;
  onClose: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    box.current?.querySelector<HTMLElement>('select, input')?.focus();
    const onPress = (event: PointerEvent) => {
      const target = event.target as Element;
      if (!box.current?.contains(target) && !target.closest('[data-filter-button]')) onClose();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      onClose();
      document.querySelector<HTMLElement>('[data-filter-button]')?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [onClose]);

  return (
    <div
      ref={box}
      role="dialog"
      aria-label="Filters"
      className="absolute top-10 left-0 z-30 w-[26rem] animate-rise rounded-card bg-surface p-4 shadow-menu max-sm:fixed max-sm:inset-x-3 max-sm:top-auto max-sm:bottom-20 max-sm:max-h-[70dvh] max-sm:w-auto max-sm:overflow-y-auto"
    >
      <div className="grid grid-cols-2 gap-3">
        {filters.map((filter) =>
          filter.kind === 'fixed' ? null : (
            <div key={filter.name} className="grid gap-1 text-label">
              <label htmlFor={`filter-${filter.name}`} className="text-ink-soft">
                {labelOf(filter)}
              </label>
              <Field
                filter={filter}
                value={params[filter.name] ?? ''}
                choices={choices}
                onChange={(value) => onFilter(filter.name, value)}
              />
            </div>
          ),
        )}
      </div>
      <div className="mt-4 flex justify-end">
        <button type="button" onClick={onClose} className={buttonClass('plain')}>
          Done
        </button>
      </div>
    </div>
  );
}

function Field({
  filter,
  value,
  choices,
  onChange,
}: {
  filter: Filter;
  value: string;
  choices: FilterChoices | undefined;
  onChange: (value: string) => void;
}) {
  if (filter.kind === 'options' || filter.kind === 'choices') {
    const options = optionsOf(filter, choices);
    const isKnown = value === '' || options.some((option) => option.value === value);
    return (
      <select
        id={`filter-${filter.name}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={fieldClass}
      >
        <option value="">Any</option>
        {isKnown ? null : <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (filter.kind === 'day') {
    return (
      <input
        id={`filter-${filter.name}`}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={fieldClass}
      />
    );
  }
  return (
    <input
      id={`filter-${filter.name}`}
      key={value}
      inputMode={filter.kind === 'money' ? 'decimal' : 'numeric'}
      pattern={filter.kind === 'money' ? '-?[0-9]+([.][0-9]{1,2})?' : '[0-9]{1,5}'}
      defaultValue={value}
      onBlur={(event) => keep(event.target, onChange)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep(event.currentTarget, onChange);
      }}
      className={`${fieldClass} invalid:border-bad`}
    />
  );
}

function keep(field: HTMLInputElement, onChange: (value: string) => void) {
  if (field.validity.valid && field.value !== field.defaultValue) onChange(field.value.trim());
}

function labelOf(filter: Filter): string {
  if (filter.kind === 'days') return `${filter.label} (days)`;
  if (filter.kind === 'since') return `${filter.label} (days ago)`;
  return filter.label;
}

function optionsOf(
  filter: Filter & { kind: 'options' | 'choices' },
  choices: FilterChoices | undefined,
): { value: string; label: string }[] {
  if (filter.kind === 'options') return [...filter.options];
  const none = filter.none ? [{ value: 'none', label: filter.none }] : [];
  const offered =
    filter.from === 'people'
      ? (choices?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))
      : (choices?.[filter.from] ?? []).map((value) => ({
          value,
          label: value.replace(':', ': '),
        }));
  return [...none, ...offered];
}
