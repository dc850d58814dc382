'use client';

import { clsx } from 'clsx';
import { useCurrentInView } from '../_ui/use-current-in-view';
import { isSameFilters, type ListParams, type ListView, listQueryText } from './list-url';

/** The views of a list as tabs above it; each is a link that can be sent. */
export function ViewTabs({
  views,
  params,
  account,
  onShow,
}: {
  views: readonly ListView[];
  params: ListParams;
  account: string | null;
  onShow: (params: ListParams) => void;
}) {
  const { q: _, ...withoutSearch } = params;
  const current = views.find((view) => isSameFilters(view.params, withoutSearch));
  const tabs = useCurrentInView<HTMLElement>(current?.key ?? '');
  return (
    <nav
      ref={tabs}
      aria-label="Views"
      className="relative flex gap-1 overflow-x-auto border-line border-b px-2 [scrollbar-width:none] sm:px-4 print:hidden"
    >
      {views.map((view) => {
        const isHere = view === current;
        const query = listQueryText(view.params, account);
        return (
          <a
            key={view.key}
            href={query ? `?${query}` : '?view=all'}
            title={view.question}
            aria-current={isHere ? 'true' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onShow(view.params);
            }}
            className={clsx(
              '-mb-px flex h-10 shrink-0 items-center border-b-2 px-2 text-table focus-visible:-outline-offset-2 pointer-coarse:h-11',
              isHere
                ? 'border-accent font-medium'
                : 'border-transparent text-ink-soft hover:text-ink',
            )}
          >
            {view.name}
          </a>
        );
      })}
    </nav>
  );
}
