'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import type { ReportQuery } from '@/lib/reports/params';
import { FilterChip } from '../../../_ui/filter-chip';
import { periods } from '../periods';

const options = [...periods, { value: 'free', label: 'Choose days' }] as const;

const comparisons = [
  { value: 'period-before', label: 'period before' },
  { value: 'year-before', label: 'year before' },
] as const;

const choices = {
  period: parseAsString,
  from: parseAsString,
  to: parseAsString,
  against: parseAsString,
  on: parseAsString,
  part: parseAsString,
};

/** Period, comparison and day of a report. All of it is the URL; a change asks the server for the page anew. */
export function ReportChoices({
  query,
  choose,
}: {
  query: ReportQuery;
  choose: 'period' | 'day' | 'nothing';
}) {
  const [chosen, setChosen] = useQueryStates(choices, { shallow: false, history: 'push' });
  if (choose === 'nothing') return null;
  const isFree = query.from !== undefined && query.to !== undefined;
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-3 sm:px-6 print:hidden">
      {choose === 'day' ? (
        <DayField
          label="As of"
          value={chosen.on ?? ''}
          onChange={(on) => setChosen({ on: on || null, part: null })}
        />
      ) : (
        <>
          <FilterChip
            label="Period"
            value={isFree ? 'free' : (query.period ?? 'this-month')}
            options={options}
            unset="this-month"
            onChange={(period) =>
              setChosen(
                period === 'free'
                  ? { period: null, from: firstOfMonth(), to: today(), part: null }
                  : { period, from: null, to: null, part: null },
              )
            }
          />
          {isFree ? (
            <>
              <DayField
                label="From"
                value={query.from ?? ''}
                onChange={(from) => setChosen({ from: from || null })}
              />
              <DayField
                label="To"
                value={query.to ?? ''}
                onChange={(to) => setChosen({ to: to || null })}
              />
            </>
          ) : null}
          <FilterChip
            label="Against"
            value={query.against}
            options={comparisons}
            unset="period-before"
            onChange={(against) => setChosen({ against })}
          />
        </>
      )}
    </div>
  );
}

function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label className="inline-flex h-8 items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-table pointer-coarse:h-11">
      <span className="text-ink-soft">{label}</span>
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="bg-transparent tabular-nums outline-none"
      />
    </label>
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function firstOfMonth(): string {
  return `${today().slice(0, 8)}01`;
}
