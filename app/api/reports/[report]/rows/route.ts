import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { calendarOf } from '@/lib/reports/calendar';
import { findReport } from '@/lib/reports/catalog';
import { parseReportQuery, reportParams } from '@/lib/reports/params';
import { parseRowCursor, rowCursorText } from '@/lib/reports/row-cursor';
import { reportRows } from '@/lib/reports/run-report';
import { accountRoute } from '@/lib/route';

/** The next rows behind a number, for the lists of report pages. */
export const GET = accountRoute(
  {
    name: 'report-rows',
    params: z.object({ report: z.string() }),
    query: z.looseObject({ currency: z.string().length(3), after: z.string().max(500).optional() }),
  },
  async ({ params, query, scope }) => {
    const name = findReport(params.report);
    if (!name) throw new AppError('not_found', 'There is no such report.');
    const now = new Date();
    const { rows, next } = await reportRows(
      scope,
      name,
      reportParams(parseReportQuery(query), now, await calendarOf(scope)),
      {
        currency: query.currency,
        limit: 50,
        ...(query.after ? { after: parseRowCursor(query.after) } : {}),
      },
      { now },
    );
    return {
      rows,
      endCursor: next ? rowCursorText(next) : null,
      hasNextPage: next !== null,
      hidden: [],
      checkedAt: now.toISOString(),
    };
  },
);
