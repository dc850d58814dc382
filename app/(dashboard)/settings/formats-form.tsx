'use client';

import { useState } from 'react';
import type { AccountFormats } from '@/lib/access/account-formats';
import type { FormatsChoice } from '@/lib/access/formats-choice';
import { buttonClass } from '../../_ui/classes';
import { formatMoment, formatMoney } from '../../_ui/formats';
import { keepFormatsAction } from './actions';
import { Field, fieldClass } from './field';
import { Said } from './said';
import { useAct } from './use-act';
import { weekdays } from './weekdays';

type Option = { value: string; label: string };

const exampleCents = 124_050;

/** How one account is shown, with an example that follows every choice before it is kept. */
export function FormatsForm({
  formats,
  currencies,
  locales,
  timeZones,
  canChange,
  now,
}: {
  formats: AccountFormats;
  currencies: readonly Option[];
  locales: readonly { value: FormatsChoice['locale']; label: string }[];
  timeZones: readonly string[];
  canChange: boolean;
  now: string;
}) {
  const [currency, setCurrency] = useState(formats.currency);
  const [locale, setLocale] = useState(formats.locale);
  const [timeZone, setTimeZone] = useState(formats.chosenTimeZone);
  const [firstWeekday, setFirstWeekday] = useState(formats.firstWeekday);
  const [workingDays, setWorkingDays] = useState(formats.workingDays);
  const { act, isPending, said } = useAct();
  const shown = {
    currency,
    locale,
    timeZone: timeZone ?? formats.jobberTimeZone ?? 'UTC',
  };
  const keep = () =>
    act(
      () =>
        keepFormatsAction(formats.slug, {
          slug: formats.slug,
          currency,
          locale: locales.find(({ value }) => value === locale)?.value ?? 'en-US',
          timeZone,
          firstWeekday,
          workingDays,
        }),
      () => 'Kept. Every screen follows.',
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <fieldset disabled={!canChange || isPending} className="grid gap-4 sm:grid-cols-2">
        <legend className="sr-only">Formats of {formats.name}</legend>
        <Field label="Currency">
          <Choice value={currency} onChange={setCurrency} options={currencies} />
        </Field>
        <Field label="Numbers and dates as in">
          <Choice value={locale} onChange={setLocale} options={locales} />
        </Field>
        <Field
          label="Time zone"
          note="Days, weeks and months begin here. Changing it counts every daily sum anew."
        >
          <select
            className={fieldClass}
            value={timeZone ?? ''}
            onChange={(event) => setTimeZone(event.target.value || null)}
          >
            <option value="">
              As Jobber says{formats.jobberTimeZone ? ` (${formats.jobberTimeZone})` : ''}
            </option>
            {timeZones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        </Field>
        <Field label="Weeks begin on">
          <Choice
            value={String(firstWeekday)}
            onChange={(value) => setFirstWeekday(Number(value))}
            options={weekdays.map((label, day) => ({ value: String(day), label }))}
          />
        </Field>
        <fieldset className="sm:col-span-2">
          <legend className="mb-1 font-medium text-label">Working days</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {weekdays.map((label, day) => (
              <label key={label} className="flex items-center gap-2 text-table pointer-coarse:h-11">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={workingDays.includes(day)}
                  onChange={(event) =>
                    setWorkingDays(
                      event.target.checked
                        ? [...workingDays, day].toSorted((one, other) => one - other)
                        : workingDays.filter((other) => other !== day),
                    )
                  }
                />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
        <p className="text-ink-soft text-table sm:col-span-2">
          Looks like{' '}
          <span className="text-ink tabular-nums">{formatMoney(exampleCents, shown)}</span>, now it
          is <span className="text-ink">{formatMoment(now, now, shown, { time: true })}</span>.
        </p>
        {canChange ? (
          <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
            <button
              type="submit"
              disabled={workingDays.length === 0}
              className={buttonClass('primary')}
            >
              {isPending ? 'Keeping…' : 'Keep these formats'}
            </button>
            <Said said={said} />
          </div>
        ) : (
          <p className="text-ink-soft text-table sm:col-span-2">An owner can change them.</p>
        )}
      </fieldset>
    </form>
  );
}

function Choice({
  value,
  onChange,
  options,
}: {
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
}) {
  return (
    <select className={fieldClass} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
