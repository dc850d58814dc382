'use client';

import { Download } from 'lucide';
import { useState } from 'react';
import type { EdgeFailure } from '@/lib/edge-failure';
import type { Explored } from '@/lib/explorer/explore';
import { buttonClass } from '../../_ui/classes';
import { Icon } from '../../_ui/icon';
import { Failed, Nothing } from '../../_ui/notice';
import { State } from '../../_ui/state';

/** What Jobber answered: as a table where there is a list, as JSON always, or why nothing was sent. */
export function ResultView({
  answer,
  isPending,
}: {
  answer: Explored | EdgeFailure | null;
  isPending: boolean;
}) {
  return (
    <section
      aria-label="Result"
      aria-busy={isPending}
      className="flex min-h-80 min-w-0 flex-col rounded-card border border-line bg-surface"
    >
      {answer === null ? (
        <Nothing>
          The result shows here, as a table and as JSON. Only reading is possible: nothing you send
          can change a record.
        </Nothing>
      ) : 'error' in answer ? (
        <Failed message={answer.error.message} reference={answer.error.reference} />
      ) : (
        <Answer answer={answer} />
      )}
    </section>
  );
}

function Answer({ answer }: { answer: Explored }) {
  const { table, csv, json, hidden } = answer;
  const [wanted, setWanted] = useState<'table' | 'json'>('table');
  const shown = table ? wanted : 'json';
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-line border-b p-2">
        <fieldset className="flex gap-1">
          <legend className="sr-only">Show the result as</legend>
          {(['table', 'json'] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={shown === kind}
              disabled={kind === 'table' && !table}
              onClick={() => setWanted(kind)}
              className={buttonClass(shown === kind ? 'plain' : 'quiet', 'small')}
            >
              {kind === 'table' ? 'Table' : 'JSON'}
            </button>
          ))}
        </fieldset>
        <p className="min-w-0 flex-1 text-ink-soft text-label tabular-nums">{costText(answer)}</p>
        {csv ? (
          <button
            type="button"
            onClick={() => save('explorer.csv', csv, 'text/csv')}
            className={buttonClass('plain', 'small')}
          >
            <Icon of={Download} className="size-3.5" />
            CSV
          </button>
        ) : null}
      </div>
      {hidden.length > 0 ? (
        <p className="border-line border-b px-3 py-2 text-table">
          <State
            tone="warn"
            word={`Jobber does not allow this app to read: ${hidden.join(', ')}`}
          />
        </p>
      ) : null}
      {shown === 'table' && table ? (
        <Rows table={table} />
      ) : (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-120 overflow-auto p-3 font-mono text-label"
        >
          {json}
        </pre>
      )}
    </>
  );
}

function Rows({ table }: { table: NonNullable<Explored['table']> }) {
  if (table.rows.length === 0) return <Nothing>No {table.path} match.</Nothing>;
  return (
    <section
      aria-label="Rows"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-120 overflow-auto"
    >
      <table className="w-full text-left text-table">
        <thead className="sticky top-0 bg-surface">
          <tr>
            {table.columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="whitespace-nowrap border-line border-b px-3 py-2 font-medium text-ink-soft text-label"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result never move
            <tr key={at} className="border-line border-b last:border-0">
              {table.columns.map((column, cell) => (
                <td
                  key={column}
                  title={row[cell]}
                  className="max-w-80 truncate whitespace-nowrap px-3 py-2 tabular-nums"
                >
                  {row[cell]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function costText({ cost, tookMs, table }: Explored): string {
  const rows = table ? `${table.rows.length} ${table.path} · ` : '';
  const actual = cost.actual === null ? '' : `cost ${cost.actual.toLocaleString('en-US')} of `;
  return `${rows}${actual}${(cost.requested ?? cost.estimated).toLocaleString('en-US')} points held · ${tookMs} ms`;
}

function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
