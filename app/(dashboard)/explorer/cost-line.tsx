'use client';

import { useDeferredValue, useMemo } from 'react';
import { isAppError } from '@/lib/errors';
import type { BudgetLeft } from '@/lib/explorer/budget-left';
import { judgeQuery, parseVariables } from '@/lib/explorer/judge-query';
import { State } from '../../_ui/state';

/** What the query will cost while it is typed, or why it will not be sent, beside what is left to spend. */
export function CostLine({
  query,
  budget,
}: {
  query: { text: string; variables: string };
  budget: BudgetLeft;
}) {
  const latest = useDeferredValue(query);
  const judged = useMemo(() => judge(latest), [latest]);
  return (
    <div className="grid gap-1 text-table" aria-live="polite">
      {'refusal' in judged ? (
        <p className="text-ink-soft">{judged.refusal}</p>
      ) : (
        <p className="tabular-nums">
          Costs at most <strong className="font-semibold">{count(judged.cost)}</strong> points
          {judged.cost > budget.maximum ? (
            <span className="ml-2">
              <State
                tone="bad"
                word={`Jobber never gives more than ${count(budget.maximum)} at once`}
              />
            </span>
          ) : null}
        </p>
      )}
      <p className="text-ink-soft text-label tabular-nums">
        Left: {count(budget.left)} of {count(budget.maximum)} points at Jobber, which restores{' '}
        {count(budget.restorePerSecond)} a second; {count(budget.shareLeft)} of the explorer’s share
        of this minute.
      </p>
    </div>
  );
}

function judge({ text, variables }: { text: string; variables: string }) {
  try {
    return { cost: judgeQuery(text, parseVariables(variables)).cost };
  } catch (error) {
    if (isAppError(error)) return { refusal: error.safeMessage };
    throw error;
  }
}

function count(points: number): string {
  return Math.round(points).toLocaleString('en-US');
}
