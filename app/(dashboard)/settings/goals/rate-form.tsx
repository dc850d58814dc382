'use client';

import { useState } from 'react';
import type { LabourRate } from '@/lib/reports/labour-rates';
import { buttonClass } from '../../../_ui/classes';
import { type Formats, formatMoney } from '../../../_ui/formats';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { removeRateAction, setRateAction } from './actions';

/** The labour rates of one account and the form of the next. */
export function RateForm({
  slug,
  rates,
  people,
  formats,
}: {
  slug: string;
  rates: readonly (LabourRate & { name: string | null })[];
  people: readonly { id: string; name: string }[];
  formats: Formats;
}) {
  const [userId, setUserId] = useState(people[0]?.id ?? '');
  const [fromDay, setFromDay] = useState('');
  const [hourly, setHourly] = useState('');
  const [burden, setBurden] = useState('0');
  const { act, isPending, said } = useAct();
  if (people.length === 0) {
    return <p className="text-ink-soft text-table">Nobody of this account has been read yet.</p>;
  }
  return (
    <>
      {rates.length > 0 ? (
        <ul className="grid gap-1 text-table">
          {rates.map((rate) => (
            <li key={`${rate.userId} ${rate.fromDay}`} className="flex items-center gap-3">
              <span className="min-w-0 flex-1">
                <span className="font-medium">{rate.name ?? 'Somebody who left'}</span>:{' '}
                <span className="tabular-nums">{formatMoney(rate.hourlyCents, formats)}</span> an
                hour and {rate.burdenPercent} % from {rate.fromDay}
              </span>
              <button
                type="button"
                disabled={isPending}
                className={buttonClass('plain', 'small')}
                onClick={() =>
                  act(
                    () =>
                      removeRateAction(slug, { slug, userId: rate.userId, fromDay: rate.fromDay }),
                    () => 'The rate is gone.',
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
          act(
            () =>
              setRateAction(slug, {
                slug,
                userId,
                fromDay,
                hourlyCents: Math.round(Number(hourly) * 100),
                burdenPercent: Number(burden),
              }),
            () => 'The rate is kept.',
          );
        }}
      >
        <fieldset disabled={isPending} className="grid gap-4 sm:grid-cols-4">
          <legend className="sr-only">A labour rate</legend>
          <Field label="Person">
            <select
              value={userId}
              onChange={(event) => setUserId(event.target.value)}
              className={fieldClass}
            >
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field label={`${formats.currency} an hour`}>
            <input
              required
              type="number"
              min="0"
              step="0.01"
              value={hourly}
              onChange={(event) => setHourly(event.target.value)}
              className={fieldClass}
            />
          </Field>
          <Field label="On top, in %">
            <input
              required
              type="number"
              min="0"
              max="500"
              step="0.1"
              value={burden}
              onChange={(event) => setBurden(event.target.value)}
              className={fieldClass}
            />
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
          <div className="flex flex-wrap items-center gap-3 sm:col-span-4">
            <button type="submit" className={buttonClass('primary')}>
              Set the rate
            </button>
            <Said said={said} />
          </div>
        </fieldset>
      </form>
    </>
  );
}
