import 'server-only';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { calendarOf } from '@/lib/reports/calendar';
import { catalog, type ReportName } from '@/lib/reports/catalog';
import { causeWords } from '@/lib/reports/causes';
import type { Figure } from '@/lib/reports/contract';
import { leftOnTable } from '@/lib/reports/left-on-table';
import { reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { escaped, valueText } from './value-text';

/** A mail as it is sent: the same words with and without HTML. */
export type Mail = { subject: string; text: string; html: string };

const lines: { name: ReportName; period: 'last-week' | 'this-month' }[] = [
  { name: 'revenue-invoiced', period: 'last-week' },
  { name: 'cash-collected', period: 'last-week' },
  { name: 'receivables', period: 'last-week' },
  { name: 'booked-ahead', period: 'last-week' },
  { name: 'open-quotes', period: 'last-week' },
];

/**
 * The week on one page: the numbers of the reports themselves, with the same choices, and the money left on the table by
 * cause. One account, because two currencies are never added up.
 */
export async function composeScorecard(
  scope: AccountScope,
  origin: string,
  { db = appDb(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<Mail> {
  const [account] = scope.accounts;
  const calendar = await calendarOf(scope, db);
  const figures: Line[] = [];
  for (const { name, period } of lines) {
    const params = reportParams({ period, against: 'period-before' }, now, calendar);
    const [result] = await runReport(scope, name, params, { db, now });
    if (!result) continue;
    figures.push({
      title:
        catalog[name].when === 'period' ? `${catalog[name].title}, last week` : catalog[name].title,
      value: valueText(result.figure.value, result.figure.unit, result.formats),
      note: changeText(result.figure),
      isComplete: result.missing.length === 0,
      url: `${origin}/reports/${name}?account=${account?.slug ?? ''}&period=${period}`,
    });
  }
  const [table] = await leftOnTable(scope, { db, now });
  if (!table) return written(account?.name ?? 'Your account', figures, origin);
  for (const { cause, amountCents, rows } of table.causes) {
    figures.push({
      title: causeWords[cause].title,
      value: valueText(amountCents, 'money', table.formats),
      note: `${rows} ${rows === 1 ? 'item' : 'items'}: ${causeWords[cause].nextStep.toLowerCase()}`,
      isComplete: table.missing.length === 0,
      url: `${origin}/overview/left-on-table?account=${account?.slug ?? ''}&cause=${cause}`,
    });
  }
  return written(account?.name ?? 'Your account', figures, origin);
}

type Line = { title: string; value: string; note: string; isComplete: boolean; url: string };

function written(account: string, figures: Line[], origin: string): Mail {
  const incomplete = figures.some((line) => !line.isComplete);
  const closing = [
    ...(incomplete ? ['Some numbers are not complete yet; their pages say what is missing.'] : []),
    `You get this because you asked for it. Change or end it: ${origin}/settings/mail`,
  ];
  const rows = figures.map(
    ({ title, value, note, url }) =>
      `<tr><td style="padding:6px 16px 6px 0"><a href="${escaped(url)}" style="color:#0b7a4f">${escaped(title)}</a></td><td style="padding:6px 16px 6px 0;text-align:right;font-weight:600">${escaped(value)}</td><td style="padding:6px 0;color:#66706b">${escaped(note)}</td></tr>`,
  );
  return {
    subject: `${account}: the week on one page`,
    text: [
      ...figures.map(({ title, value, note, url }) => `${title}: ${value}  ${note}\n  ${url}`),
      ...closing,
    ].join('\n\n'),
    html: `<div style="font:14px/1.5 system-ui,sans-serif;color:#1c2420"><h1 style="font-size:18px">${escaped(account)}</h1><table style="border-collapse:collapse;font-variant-numeric:tabular-nums">${rows.join('')}</table>${closing.map((line) => `<p style="color:#66706b;font-size:12px">${escaped(line)}</p>`).join('')}</div>`,
  };
}

function changeText({ value, before }: Figure): string {
  if (value === null || before === null || before === 0) return '';
  const percent = Math.round(((value - before) / Math.abs(before)) * 100);
  return percent === 0
    ? 'as the week before'
    : `${percent > 0 ? '+' : ''}${percent} % on the week before`;
}
