import { z } from 'zod';
import type { AccountScope } from '@/lib/access/account-scope';
import { csvResponse, csvStream } from '@/lib/csv';
import { AppError } from '@/lib/errors';
import { calendarOf } from '@/lib/reports/calendar';
import { findReport, type ReportName } from '@/lib/reports/catalog';
import type { ReportParams } from '@/lib/reports/contract';
import { parseReportQuery, reportParams } from '@/lib/reports/params';
import { type RowCursor, reportRows } from '@/lib/reports/run-report';
import { accountRoute } from '@/lib/route';

const header = ['What', 'Client', 'Account', 'Part', 'Why', 'Day', 'Amount', 'Value', 'Jobber'];

/** All rows behind a number as CSV: they add up to the figure of the page with the same choices. */
export const GET = accountRoute(
  {
    name: 'report-csv',
    right: 'export',
    params: z.object({ report: z.string() }),
    query: z.looseObject({ currency: z.string().length(3) }),
    limit: { limit: 20, windowSeconds: 60 },
  },
  async ({ params, query, scope }) => {
    const name = findReport(params.report);
    if (!name) throw new AppError('not_found', 'There is no such report.');
    const now = new Date();
    const chosen = reportParams(parseReportQuery(query), now, await calendarOf(scope));
    return csvResponse(
      `${name}-${chosen.period.from}-${chosen.period.to}.csv`,
      csvStream(header, rowsOf(scope, name, chosen, query.currency, now)),
    );
  },
);

async function* rowsOf(
  scope: AccountScope,
  name: ReportName,
  params: ReportParams,
  currency: string,
  now: Date,
) {
  let after: RowCursor | undefined;
  do {
    const page = await reportRows(
      scope,
      name,
      params,
      { currency, limit: 1000, ...(after ? { after } : {}) },
      { now },
    );
    yield page.rows.map((row) => [
      row.label,
      row.clientName,
      scope.accounts.find((account) => account.id === row.accountId)?.name ?? null,
      row.part,
      row.reason,
      row.day,
      row.amountCents === null ? null : row.amountCents / 100,
      row.value,
      row.jobberUri,
    ]);
    after = page.next ?? undefined;
  } while (after);
}
