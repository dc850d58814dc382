import Link from 'next/link';
import type { ExplainedNumber } from '@/lib/reports/explain-contract';
import { formatCount, formatMoney } from '../_ui/formats';
import { recordHref } from './record-href';
import { figureText } from './reports/figure-text';

/** The heaviest rows, the rest as one line, and what all of them add up to. */
export function ExplainedRows({
  explained,
  accounts,
}: {
  explained: ExplainedNumber;
  accounts: readonly { id: number; slug: string }[];
}) {
  const { rows, counted, added, apart, unit, formats } = explained;
  if (counted === 0) return <p className="text-table">No row counts for it.</p>;
  const isSum = added !== null && unit === 'money';
  const shown = rows.reduce((sum, row) => sum + (row.amountCents ?? 0), 0);
  const rest = counted - rows.length;
  return (
    <table className="w-full text-table">
      <caption className="sr-only">The rows behind the number</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">What</th>
          <th scope="col">{isSum ? 'Amount' : 'Value'}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const slug = accounts.find(({ id }) => id === row.accountId)?.slug;
          const href = recordHref(row.kind, row.id, slug);
          const name = row.clientName && row.kind !== 'client' ? row.clientName : row.label;
          return (
            <tr key={`${row.accountId} ${row.id}`} className="border-line border-b">
              <td className="max-w-0 truncate py-1.5 pr-3" width="100%">
                {href ? (
                  <Link href={href} prefetch={false} className="font-medium hover:underline">
                    {name}
                  </Link>
                ) : (
                  <span className="font-medium">{name}</span>
                )}
                <span className="text-ink-soft">
                  {' '}
                  {name === row.label ? row.reason : row.label}
                </span>
              </td>
              <td className="whitespace-nowrap py-1.5 text-right tabular-nums">
                {isSum || row.value === null
                  ? row.amountCents === null
                    ? ''
                    : formatMoney(row.amountCents, formats)
                  : figureText(row.value, unit, formats, false)}
              </td>
            </tr>
          );
        })}
        {rest > 0 ? (
          <tr className="border-line border-b text-ink-soft">
            <td className="py-1.5">{formatCount(rest, formats)} more</td>
            <td className="py-1.5 text-right tabular-nums">
              {isSum ? formatMoney(added - shown, formats) : ''}
            </td>
          </tr>
        ) : null}
      </tbody>
      <tfoot>
        <tr className="font-medium">
          <th scope="row" className="py-1.5 text-left font-medium">
            {formatCount(counted, formats)} {counted === 1 ? 'row' : 'rows'}
          </th>
          <td className="py-1.5 text-right tabular-nums">
            {isSum ? formatMoney(added, formats) : ''}
          </td>
        </tr>
        {apart.map(({ label, rows: left, amountCents }) => (
          <tr key={label} className="text-ink-soft">
            <th scope="row" className="py-1 text-left font-normal">
              Not counted: {label}, {formatCount(left, formats)}
            </th>
            <td className="py-1 text-right tabular-nums">{formatMoney(amountCents, formats)}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}
