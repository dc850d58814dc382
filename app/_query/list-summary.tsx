'use client';

import { useQuery } from '@tanstack/react-query';
import type { ListName, ListTotals, SumKey } from '@/lib/records/contract';
import { type Formats, formatCount, formatMoney } from '../_ui/formats';
import { type ListAccount, loadListTotals } from './list-page';
import { type ListParams, listQueryText } from './list-url';

/** What the sums of a list are called behind their amount. */
export type SumWords = Partial<Record<SumKey, string>>;

/** Count and sums of everything the filters let through, not of the rows that have come. They come after the rows. */
export function ListSummary({
  list,
  params,
  account,
  accounts,
  one,
  many,
  sumWords,
  loaded,
}: {
  list: ListName;
  params: ListParams;
  account: string | null;
  accounts: readonly ListAccount[];
  one: string;
  many: string;
  sumWords: SumWords;
  /** Rows on screen, for when the whole cannot be counted in time. */
  loaded: number;
}) {
  const { sort: _, ...filters } = params;
  const totals = useQuery({
    queryKey: ['totals', list, listQueryText(filters, account)],
    queryFn: () => loadListTotals(list, filters, account),
  });
  const formats = accounts[0]?.formats;
  if (!formats || loaded === 0) return null;
  if (totals.isError)
    return `${formatCount(loaded, formats)} ${many} so far. The total did not come.`;
  if (!totals.data) {
    return <span aria-hidden className="h-2.5 w-44 animate-late rounded-full bg-press" />;
  }
  if (totals.data.kind === 'too_slow') {
    return `The first ${formatCount(loaded, formats)} ${many}. Adding up all of them takes too long with these filters; fewer filters or a shorter period help.`;
  }
  return <Totals totals={totals.data} {...{ accounts, one, many, sumWords, formats }} />;
}

function Totals({
  totals,
  accounts,
  one,
  many,
  sumWords,
  formats,
}: {
  totals: Extract<ListTotals, { kind: 'totals' }>;
  accounts: readonly ListAccount[];
  one: string;
  many: string;
  sumWords: SumWords;
  formats: Formats;
}) {
  const parts = Object.entries(sumWords).flatMap(([key, word]) =>
    totals.sums.flatMap(({ currency, count, cents }) => {
      const sum = cents[key as SumKey];
      if (sum === undefined || (count === 0 && totals.sums.length > 1)) return [];
      const own = accounts.find((account) => account.formats.currency === currency)?.formats;
      return [{ key: `${key}${currency}`, sum, word, formats: { ...(own ?? formats), currency } }];
    }),
  );
  return (
    <>
      <span className="tabular-nums">
        <strong className="font-medium text-ink">{formatCount(totals.count, formats)}</strong>{' '}
        {totals.count === 1 ? one : many}
      </span>
      {parts.map((part) => (
        <span key={part.key} className="tabular-nums" title={formatMoney(part.sum, part.formats)}>
          <span aria-hidden>· </span>
          <strong className="font-medium text-ink">
            {formatMoney(part.sum, part.formats, true)}
          </strong>{' '}
          {part.word}
        </span>
      ))}
    </>
  );
}
