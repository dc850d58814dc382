'use client';

import { useState } from 'react';
import type { Goal } from '@/lib/reports/goals';
import { buttonClass } from '../../../_ui/classes';
import { type Formats, formatMoney } from '../../../_ui/formats';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { removeGoalAction, setGoalAction } from './actions';

const spans = { month: 'month', quarter: 'quarter', year: 'year' } as const;

/** The goals of one account and the form of the next. */
export function GoalForm({
  slug,
  goals,
  formats,
}: {
  slug: string;
  goals: readonly Goal[];
  formats: Formats;
}) {
  const [span, setSpan] = useState<Goal['span']>('month');
  const [fromDay, setFromDay] = useState('');
  const [amount, setAmount] = useState('');
  const { act, isPending, said } = useAct();
  return (
    <>
      {goals.length > 0 ? (
        <ul className="grid gap-1 text-table">
          {goals.map((goal) => (
            <li key={`${goal.span} ${goal.fromDay}`} className="flex items-center gap-3">
              <span className="min-w-0 flex-1">
                <span className="font-medium tabular-nums">
                  {formatMoney(goal.amountCents, formats, true)}
                </span>{' '}
                a {spans[goal.span]} from {goal.fromDay}
              </span>
              <button
                type="button"
                disabled={isPending}
                className={buttonClass('plain', 'small')}
                onClick={() =>
                  act(
                    () => removeGoalAction(slug, { slug, span: goal.span, fromDay: goal.fromDay }),
                    () => 'The goal is gone.',
                  )
                }
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const amountCents = Math.round(Number(amount) * 100);
          act(
            () => setGoalAction(slug, { slug, span, fromDay, amountCents }),
            () => 'The goal is kept.',
          );
        }}
      >
        <fieldset disabled={isPending} className="grid gap-4 sm:grid-cols-3">
          <legend className="sr-only">A goal</legend>
          <Field label={`Amount in ${formats.currency}`}>
            <input
              required
              type="number"
              min="0"
              step="0.01"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
              className={fieldClass}
            />
          </Field>
          <Field label="Each">
            <select
              value={span}
              onChange={(event) => setSpan(event.target.value as Goal['span'])}
              className={fieldClass}
            >
              {Object.entries(spans).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          <Field label="From">
            <input
              required
              type="date"
              value={fromDay}
              onChange={(event) => setFromDay(event.target.value)}
              className={fieldClass}
            />
          </Field>
          <div className="flex flex-wrap items-center gap-3 sm:col-span-3">
            <button type="submit" className={buttonClass('primary')}>
              Set the goal
            </button>
            <Said said={said} />
          </div>
        </fieldset>
      </form>
    </>
  );
}
