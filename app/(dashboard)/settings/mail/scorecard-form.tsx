'use client';

import { useState } from 'react';
import { buttonClass } from '../../../_ui/classes';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { weekdays } from '../weekdays';
import { keepScorecardAction } from './actions';

/** Where to and on which day; ending it is one click. */
export function ScorecardForm({
  slug,
  own,
  isOn,
}: {
  slug: string;
  own: { email: string; weekday: number } | null;
  isOn: boolean;
}) {
  const [email, setEmail] = useState(own?.email ?? '');
  const [weekday, setWeekday] = useState(own?.weekday ?? 1);
  const { act, isPending, said } = useAct();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act(
          () => keepScorecardAction(slug, { slug, wanted: { email, weekday } }),
          () => `It comes every ${weekdays[weekday]}${isOn ? '' : ', once mail is on'}.`,
        );
      }}
    >
      <fieldset disabled={isPending} className="grid gap-4 sm:grid-cols-2">
        <legend className="sr-only">Weekly scorecard</legend>
        <Field label="To">
          <input
            type="email"
            required
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className={fieldClass}
          />
        </Field>
        <Field label="Every">
          <select
            value={weekday}
            onChange={(event) => setWeekday(Number(event.target.value))}
            className={fieldClass}
          >
            {weekdays.map((label, day) => (
              <option key={label} value={day}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
          <button type="submit" className={buttonClass('primary')}>
            {own ? 'Keep' : 'Send it to me'}
          </button>
          {own ? (
            <button
              type="button"
              onClick={() =>
                act(
                  () => keepScorecardAction(slug, { slug, wanted: null }),
                  () => 'It does not come any more.',
                )
              }
              className={buttonClass('plain')}
            >
              Stop it
            </button>
          ) : null}
          <Said said={said} />
        </div>
      </fieldset>
    </form>
  );
}
