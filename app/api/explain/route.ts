import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { calendarOf } from '@/lib/reports/calendar';
import { findReport } from '@/lib/reports/catalog';
import { explainReport, explainTable } from '@/lib/reports/explain-number';
import { parseReportQuery, reportParams } from '@/lib/reports/params';
import { accountRoute } from '@/lib/route';

/** What a number means, what it is made of and what it lacks: for the panel behind its ⓘ. */
export const GET = accountRoute(
  {
    name: 'explain',
    query: z.looseObject({ number: z.string(), currency: z.string().length(3) }),
  },
  async ({ query, scope }) => {
    const now = new Date();
    const { number, currency } = query;
    const explained = async () => {
      if (number === 'left-on-table') return explainTable(scope, currency, { now });
      const name = findReport(number);
      if (!name) throw new AppError('not_found', 'There is no such number.');
      const params = reportParams(parseReportQuery(query), now, await calendarOf(scope));
      return explainReport(scope, name, params, currency, { now });
    };
    return {
      ...(await explained()),
      now: now.toISOString(),
      accounts: scope.accounts.map(({ id, slug }) => ({ id, slug })),
    };
  },
);
