'use client';

import { X } from 'lucide';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useTransition } from 'react';
import type { KeptQuery } from '@/lib/explorer/kept-queries';
import type { PastRun } from '@/lib/explorer/runs';
import { Icon } from '../../_ui/icon';
import { dropQueryAction } from './actions';
import type { Example } from './examples';

type Query = { text: string; variables: string };

/** Queries to start from: examples, kept ones, and what was sent before. */
export function Shelf({
  slug,
  examples,
  kept,
  runs,
  now,
  onChoose,
}: {
  slug: string;
  examples: readonly Example[];
  kept: readonly KeptQuery[];
  runs: readonly PastRun[];
  now: string;
  onChoose: (query: Query) => void;
}) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const drop = (id: string) =>
    startTransition(async () => {
      await dropQueryAction(slug, { slug, id });
      router.refresh();
    });
  return (
    <div className="grid min-w-0 content-start gap-4 max-desk:sm:grid-cols-3">
      <Group title="Kept" isEmpty={kept.length === 0} empty="Nothing kept yet.">
        {kept.map((query) => (
          <li key={query.id} className="flex items-center">
            <Choice onClick={() => onChoose(query)}>{query.name}</Choice>
            <button
              type="button"
              disabled={isPending}
              onClick={() => drop(query.id)}
              aria-label={`Forget ${query.name}`}
              className="grid size-7 shrink-0 place-items-center rounded-control text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-11"
            >
              <Icon of={X} className="size-3.5" />
            </button>
          </li>
        ))}
      </Group>
      <Group title="Examples" isEmpty={false} empty="">
        {examples.map((example) => (
          <li key={example.name}>
            <Choice onClick={() => onChoose(example)}>{example.name}</Choice>
          </li>
        ))}
      </Group>
      <Group title="Sent before" isEmpty={runs.length === 0} empty="Nothing sent yet.">
        {runs.slice(0, 12).map((run) => (
          <li key={run.id}>
            <Choice onClick={() => onChoose(run)}>
              {nameOf(run.text)}
              <span className="block text-ink-soft text-label tabular-nums">
                {when(run.at, now)}
                {run.cost === null ? '' : ` · ${run.cost.toLocaleString('en-US')} points`}
              </span>
            </Choice>
          </li>
        ))}
      </Group>
    </div>
  );
}

function Group({
  title,
  isEmpty,
  empty,
  children,
}: {
  title: string;
  isEmpty: boolean;
  empty: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-1 px-2 font-medium text-ink-soft text-label">{title}</h2>
      {isEmpty ? (
        <p className="px-2 text-ink-soft text-table">{empty}</p>
      ) : (
        <ul className="max-h-72 overflow-y-auto">{children}</ul>
      )}
    </section>
  );
}

function Choice({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="w-full min-w-0 rounded-control px-2 py-1 text-left text-table hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
    >
      {children}
    </button>
  );
}

function nameOf(text: string): string {
  return /\bquery\s+(\w+)/.exec(text)?.[1] ?? 'A query without a name';
}

function when(at: string, now: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h ago`;
  return `${Math.round(minutes / 1440)} days ago`;
}
