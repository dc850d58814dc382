'use client';

import { clsx } from 'clsx';
import { parseAsString, useQueryState } from 'nuqs';
import { type KeyboardEvent, type ReactNode, useId } from 'react';

/**
 * One tab with its panel; `count` is said beside the label.
 * @public
 */
export type Tab = { id: string; label: string; count?: string; panel: ReactNode };

/**
 * Tabs whose choice is in the URL; arrows move between them.
 * @public
 */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const name = useId();
  const first = tabs[0]?.id ?? '';
  const [asked, choose] = useQueryState('tab', parseAsString.withDefault(first));
  const chosen = tabs.some((tab) => tab.id === asked) ? asked : first;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    void choose(next.id);
    document.getElementById(`${name}${next.id}`)?.focus();
  };

  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex gap-1 overflow-x-auto border-line border-b px-2 [scrollbar-width:none] sm:px-4"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${name}${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === chosen}
            aria-controls={`${name}${tab.id}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => choose(tab.id)}
            className={clsx(
              '-mb-px flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2 text-table focus-visible:-outline-offset-2 pointer-coarse:h-11',
              tab.id === chosen
                ? 'border-accent font-medium'
                : 'border-transparent text-ink-soft hover:text-ink',
            )}
          >
            {tab.label}
            {tab.count ? (
              <span className="font-normal text-ink-soft tabular-nums">{tab.count}</span>
            ) : null}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          id={`${name}${tab.id}-panel`}
          role="tabpanel"
          aria-labelledby={`${name}${tab.id}`}
          hidden={tab.id !== chosen}
        >
          {tab.panel}
        </div>
      ))}
    </>
  );
}
