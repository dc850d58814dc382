import { Download } from 'lucide';
import type { Route } from 'next';
import type { MemberAccount } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';
import { catalog, type ReportName } from '@/lib/reports/catalog';
import type { Part, ReportParams, ReportResult } from '@/lib/reports/contract';
import type { ReportQuery } from '@/lib/reports/params';
import { BarList } from '../../../_ui/charts/bar-list';
import { ColumnChart } from '../../../_ui/charts/column-chart';
import { LineChart } from '../../../_ui/charts/line-chart';
import { buttonClass } from '../../../_ui/classes';
import { Explain } from '../../../_ui/explain';
import { formatCount, formatDay } from '../../../_ui/formats';
import { Icon } from '../../../_ui/icon';
import { Bar } from '../../../_ui/skeleton';
import { ExplainNumber } from '../../explain-number';
import { axisText, change, figureText } from '../figure-text';
import { reportHref, withQuery } from '../report-href';
import { ReportRows } from './report-rows';

/**
 * Figure, chart, table and rows of a report, once per currency.
 * @public
 */
export function ReportResults({
  name,
  asked,
  accounts,
  params,
  choices,
  results,
  isShared = false,
}: {
  name: ReportName;
  asked: string | undefined;
  accounts: readonly MemberAccount[];
  params: ReportParams;
  choices: ReportQuery;
  results: ReportResult[];
  /** Behind a share link: the numbers alone, no rows and no way to others. */
  isShared?: boolean;
}) {
  const query = { ...choices, account: asked };
  const canExport = !isShared && accounts.every(({ role }) => may(role, 'export'));
  return results.map((result) => {
    const own = accounts.filter((account) => result.accountIds.includes(account.id));
    return (
      <section key={result.currency} className="grid gap-6 px-4 py-5 sm:px-6">
        <Headline
          name={name}
          result={result}
          params={params}
          explain={
            isShared
              ? null
              : withQuery('', {
                  ...query,
                  number: name,
                  currency: result.currency,
                  part: undefined,
                })
          }
          all={{ ...query, part: undefined }}
          csv={
            canExport
              ? withQuery(`/api/reports/${name}/csv`, { ...query, currency: result.currency })
              : null
          }
        />
        <Chart
          name={name}
          result={result}
          chosen={query.part}
          hrefOf={isShared ? null : (key) => reportHref(name, { ...query, part: key })}
        />
        {own.length > 1 ? <Accounts name={name} result={result} accounts={own} /> : null}
        {isShared ? null : (
          <ReportRows
            key={JSON.stringify(query)}
            name={name}
            query={withQuery('', { ...query, currency: result.currency })}
            accounts={own.map(({ id, slug, name: accountName }) => ({
              id,
              slug,
              name: accountName,
            }))}
            unit={catalog[name].unit}
            formats={result.formats}
            part={result.parts.find((part) => part.key === params.part) ?? null}
            clearPart={reportHref(name, { ...query, part: undefined })}
          />
        )}
      </section>
    );
  });
}

function Headline({
  name,
  result,
  params,
  explain,
  all,
  csv,
}: {
  name: ReportName;
  result: ReportResult;
  params: ReportParams;
  /** The query of `/api/explain`; behind a share link only the definition is told. */
  explain: string | null;
  /** The choices of the page with all of its rows. */
  all: Record<string, string | undefined>;
  csv: string | null;
}) {
  const entry = catalog[name];
  const { figure, formats } = result;
  const delta = result.missing.length > 0 ? null : change(figure.value, figure.before, figure.unit);
  return (
    <header className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-ink-soft text-table">
          {entry.question}
          {explain === null ? (
            <Explain label={entry.title}>
              <p className="mb-2 font-semibold">{entry.title}</p>
              <p>{entry.definition}</p>
              <p className="mt-2 text-ink-soft">{entry.formula}</p>
              <p className="mt-2 text-ink-soft">
                {periodText(name, params)} · {formatCount(figure.rows, formats)} rows · days of{' '}
                {formats.timeZone}
              </p>
            </Explain>
          ) : (
            <ExplainNumber label={entry.title} query={explain} href={reportHref(name, all)} />
          )}
        </div>
        <p className="font-semibold text-[2rem] leading-10 tracking-[-0.02em] tabular-nums">
          {figureText(figure.value, figure.unit, formats)}
        </p>
        <p className="text-ink-soft text-table">
          {delta && figure.beforePeriod ? (
            <>
              <span className={delta.tone}>{delta.text}</span> against{' '}
              {figureText(figure.before, figure.unit, formats)} (
              {rangeText(figure.beforePeriod.from, figure.beforePeriod.to)})
            </>
          ) : (
            periodText(name, params)
          )}
          {result.rebuilt === 'rebuilt'
            ? ' · not recorded that day, rebuilt from later records'
            : ''}
        </p>
        {result.missing.length > 0 ? (
          <ul className="mt-2 grid gap-0.5 text-table">
            {result.missing.map((missing) => (
              <li key={missing.what} className="flex items-baseline gap-2">
                <span aria-hidden className="size-2 shrink-0 rounded-full bg-warn" />
                <span>
                  Incomplete: {missing.what}. <span className="text-ink-soft">{missing.why}</span>
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {csv === null ? null : (
        <a href={csv} download className={buttonClass('plain')}>
          <Icon of={Download} className="size-4 text-ink-soft" />
          CSV
        </a>
      )}
    </header>
  );
}

function Chart({
  name,
  result,
  chosen,
  hrefOf,
}: {
  name: ReportName;
  result: ReportResult;
  chosen: string | undefined;
  hrefOf: ((key: string) => Route) | null;
}) {
  const { chart, unit } = catalog[name];
  const { formats, parts } = result;
  if (parts.length === 0) return null;
  const axis = (value: number) => axisText(value, unit, formats);
  const later = parts.find((part) => part.key === 'later');
  return (
    <figure className="grid gap-2">
      {chart === 'columns' ? (
        <ColumnChart
          // Years of what is not counted in would press the weeks that are flat.
          steps={parts.filter((part) => part.key !== 'later')}
          format={axis}
          {...(hrefOf ? { href: hrefOf } : {})}
        />
      ) : null}
      {later && later.rows > 0 ? (
        <p className="text-ink-soft text-table">
          Later, not counted in: {figureText(later.value, unit, formats)}
        </p>
      ) : null}
      {chart === 'line' ? <LineChart steps={parts} format={axis} height={220} /> : null}
      {chart === 'bars' ? (
        <BarList
          format={(value) => figureText(value, unit, formats)}
          entries={parts.map((part) => ({
            key: part.key,
            label: part.label,
            value: part.value,
            note: countNote(part, result),
            ...(hrefOf ? { href: hrefOf(part.key) } : {}),
            isChosen: part.key === chosen,
            tone: part.key === '90+' || part.key === 'bad-debt' ? 'bad' : 'plain',
          }))}
        />
      ) : (
        <PartsTable name={name} result={result} />
      )}
    </figure>
  );
}

/** The table that the chart draws; with columns and lines it is there for screen readers and for copying. */
function PartsTable({ name, result }: { name: ReportName; result: ReportResult }) {
  const { unit, title } = catalog[name];
  return (
    <details className="text-table print:hidden">
      <summary className="w-fit rounded-control px-1 text-ink-soft text-label hover:text-ink">
        Show as a table
      </summary>
      <table aria-label={title} className="mt-2 w-full max-w-xl">
        <thead className="text-left text-ink-soft text-label">
          <tr>
            <th className="py-1 font-medium">When</th>
            <th className="py-1 text-right font-medium">Now</th>
            <th className="py-1 text-right font-medium">Before</th>
            <th className="py-1 text-right font-medium">Rows</th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {result.parts.map((part) => (
            <tr key={part.key} className="border-line border-t">
              <td className="py-1">{part.label}</td>
              <td className="py-1 text-right">
                {figureText(part.value, unit, result.formats, false)}
              </td>
              <td className="py-1 text-right text-ink-soft">
                {figureText(part.before, unit, result.formats, false)}
              </td>
              <td className="py-1 text-right">{part.rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Accounts({
  name,
  result,
  accounts,
}: {
  name: ReportName;
  result: ReportResult;
  accounts: readonly MemberAccount[];
}) {
  const { unit } = catalog[name];
  return (
    <section>
      <h2 className="mb-2 font-medium text-ink-soft text-label">By account</h2>
      <BarList
        format={(value) => figureText(value, unit, result.formats)}
        entries={accounts.map((account) => ({
          key: account.slug,
          label: account.name,
          value: result.accounts.find((own) => own.accountId === account.id)?.value ?? null,
          href: reportHref(name, { account: account.slug }),
        }))}
      />
    </section>
  );
}

/** The shape of a report while its numbers are computed. */
export function ReportSkeleton() {
  return (
    <div role="status" aria-label="Computing the report" className="grid gap-6 px-4 py-5 sm:px-6">
      <div className="grid gap-3">
        <Bar className="w-48" />
        <Bar className="h-8 w-40" />
        <Bar className="w-64" />
      </div>
      <div className="h-55 rounded-card border border-line" />
    </div>
  );
}

function countNote(part: Part, result: ReportResult): string {
  return formatCount(part.rows, result.formats);
}

function periodText(name: ReportName, params: ReportParams): string {
  const { when } = catalog[name];
  if (when === 'period') return rangeText(params.period.from, params.period.to);
  return when === 'as-of' ? `as of ${dayText(params.asOf)}` : 'as of now';
}

function rangeText(from: string, to: string): string {
  return from === to ? dayText(from) : `${dayText(from)} – ${dayText(to)}`;
}

// A day is not an instant: it reads the same in every zone.
function dayText(day: string): string {
  return formatDay(`${day}T12:00:00Z`, { locale: 'en-GB', currency: 'USD', timeZone: 'UTC' });
}
