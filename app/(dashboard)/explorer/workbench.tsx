'use client';

import { Play } from 'lucide';
import dynamic from 'next/dynamic';
import { useState, useTransition } from 'react';
import type { EdgeFailure } from '@/lib/edge-failure';
import type { BudgetLeft } from '@/lib/explorer/budget-left';
import type { Explored } from '@/lib/explorer/explore';
import type { KeptQuery } from '@/lib/explorer/kept-queries';
import type { PastRun } from '@/lib/explorer/runs';
import { buttonClass } from '../../_ui/classes';
import { Icon } from '../../_ui/icon';
import { exploreAction } from './actions';
import { CostLine } from './cost-line';
import type { Example } from './examples';
import { KeepForm } from './keep-form';
import { ResultView } from './result-view';
import { Shelf } from './shelf';

// CodeMirror is larger than the rest of the page, so it comes on its own once the page stands.
const QueryEditor = dynamic(() => import('./query-editor'), {
  ssr: false,
  loading: () => <div className="min-h-0 flex-1 animate-late p-4 text-ink-soft">Editor loads…</div>,
});

/** Query, variables and result side by side; on a phone below each other. */
export function Workbench({
  slug,
  accountName,
  examples,
  kept,
  runs,
  budget: budgetAtFirst,
  nonce,
  now,
}: {
  slug: string;
  accountName: string;
  examples: readonly Example[];
  kept: readonly KeptQuery[];
  runs: readonly PastRun[];
  budget: BudgetLeft;
  nonce: string;
  now: string;
}) {
  const [query, setQuery] = useState({
    text: runs[0]?.text ?? examples[0]?.text ?? '',
    variables: runs[0]?.variables ?? examples[0]?.variables ?? '',
  });
  const [answer, setAnswer] = useState<Explored | EdgeFailure | null>(null);
  const [budget, setBudget] = useState(budgetAtFirst);
  const [sent, setSent] = useState<PastRun[]>([]);
  const [isPending, startTransition] = useTransition();

  const run = () => {
    if (isPending) return;
    startTransition(async () => {
      const result = await exploreAction(slug, { slug, ...query });
      setAnswer(result);
      if ('error' in result) return;
      setBudget(result.budget);
      const id = -sent.length - 1;
      setSent([{ id, at: new Date().toISOString(), ...query, cost: result.cost.actual }, ...sent]);
    });
  };

  return (
    <div className="grid gap-4 p-4 sm:p-6 desk:grid-cols-[14rem_minmax(0,1fr)]">
      <Shelf
        slug={slug}
        examples={examples}
        kept={kept}
        runs={[...sent, ...runs]}
        now={now}
        onChoose={setQuery}
      />
      <div className="grid min-w-0 content-start gap-4 xl:grid-cols-2">
        <section
          aria-label="Query"
          className="flex min-w-0 flex-col rounded-card border border-line bg-surface"
        >
          <div className="flex h-80 flex-col xl:h-104">
            <QueryEditor
              text={query.text}
              onChange={(text) => setQuery((before) => ({ ...before, text }))}
              onRun={run}
              slug={slug}
              nonce={nonce}
            />
          </div>
          <label className="grid gap-1 border-line border-t p-3">
            <span className="font-medium text-label">Variables, as JSON</span>
            <textarea
              value={query.variables}
              onChange={(event) => setQuery({ ...query, variables: event.target.value })}
              rows={2}
              spellCheck={false}
              className="w-full resize-y rounded-control border border-line bg-canvas px-2 py-1 font-mono text-table"
            />
          </label>
          <div className="grid min-w-0 grid-cols-1 gap-3 border-line border-t p-3">
            <CostLine query={query} budget={budget} />
            <div className="flex flex-wrap items-center gap-2">
              <button
                type="button"
                onClick={run}
                disabled={isPending}
                className={`${buttonClass('primary')} max-w-full shrink`}
              >
                <Icon of={Play} className="size-4" />
                <span className="min-w-0 truncate">
                  {isPending ? 'Asking Jobber…' : `Ask Jobber for ${accountName}`}
                </span>
              </button>
              <KeepForm slug={slug} query={query} />
            </div>
          </div>
        </section>
        <ResultView answer={answer} isPending={isPending} />
      </div>
    </div>
  );
}
