import type { ReportResult } from '@/lib/reports/contract';
import { type WatchedName, watchedEntry } from '@/lib/reports/watched-numbers';
import type { Mail } from './scorecard';
import { escaped, valueText } from './value-text';

/** What an alert has to say: whose number stands where, and which threshold it is held against. */
export type AlertNews = {
  id: string;
  account: { slug: string; name: string };
  report: WatchedName;
  period: string;
  direction: 'above' | 'below';
  threshold: number;
  result: WatchedResult;
  at: Date;
  /** Sent because somebody wanted to see that it arrives, wherever the number stands. */
  isTest: boolean;
};

/** What an alert needs to know of a number. */
export type WatchedResult = Pick<
  ReportResult,
  'currency' | 'formats' | 'figure' | 'missing' | 'freshAt'
>;

/** The news as a mail. */
export function alertMail(news: AlertNews, origin: string): Mail {
  const { title, definition } = watchedEntry(news.report);
  const { figure, formats } = news.result;
  const value = valueText(figure.value, figure.unit, formats);
  const threshold = valueText(news.threshold, figure.unit, formats);
  const sentence = news.isTest
    ? `A test. ${title} of ${news.account.name} is ${value} now; the alert is for ${news.direction} ${threshold}.`
    : `${title} of ${news.account.name} is ${value}, ${news.direction} ${threshold}.`;
  const url = pageOf(news, origin);
  const closing = `You get this once each time the number goes ${news.direction} the threshold. Change or end it: ${origin}/settings/alerts`;
  return {
    subject: `${news.isTest ? 'Test: ' : ''}${title}: ${value}, ${news.direction} ${threshold}`,
    text: [sentence, url, definition, closing].join('\n\n'),
    html: `<div style="font:14px/1.5 system-ui,sans-serif;color:#1c2420"><p style="font-size:18px">${escaped(sentence)}</p><p><a href="${escaped(url)}" style="color:#0b7a4f">See the rows behind it</a></p><p style="color:#66706b">${escaped(definition)}</p><p style="color:#66706b;font-size:12px">${escaped(closing)}</p></div>`,
  };
}

/** The news as the body of a webhook. Money is integer cents, named by `unit`; times are ISO 8601. */
export function alertBody(news: AlertNews, origin: string): string {
  const { figure, currency, formats } = news.result;
  return JSON.stringify({
    type: news.isTest ? 'alert.test' : 'alert.crossed',
    alert: news.id,
    account: news.account,
    report: news.report,
    title: watchedEntry(news.report).title,
    direction: news.direction,
    threshold: news.threshold,
    value: figure.value,
    unit: figure.unit === 'money' ? 'cents' : figure.unit,
    ...(figure.unit === 'money' ? { currency } : {}),
    text: valueText(figure.value, figure.unit, formats),
    rows: figure.rows,
    at: news.at.toISOString(),
    freshAt: news.result.freshAt,
    url: pageOf(news, origin),
  });
}

function pageOf({ report, account, period }: AlertNews, origin: string): string {
  const query = new URLSearchParams({ account: account.slug });
  if (report === 'left-on-table') return `${origin}/overview/left-on-table?${query}`;
  if (watchedEntry(report).when === 'period') query.set('period', period);
  return `${origin}/reports/${report}?${query}`;
}
