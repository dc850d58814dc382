import type { Route } from 'next';
import { catalog, type ReportName } from '@/lib/reports/catalog';
import type { Fault } from '@/lib/reports/faults';
import { reportHref } from '../report-href';

const reportsOf: Record<Fault, readonly ReportName[]> = {
  'no-salesperson': ['win-rate', 'speed-to-quote'],
  'no-source': ['lead-source'],
  'no-cost': ['job-profit'],
  'no-time': ['revenue-per-hour', 'job-profit'],
  duplicates: ['client-value', 'concentration'],
  'phantom-balance': ['receivables'],
};

/** The reports whose numbers a fault makes wrong. */
export const spoiltBy = Object.fromEntries(
  Object.entries(reportsOf).map(([fault, names]) => [
    fault,
    names.map((name) => ({ href: reportHref(name), title: catalog[name].title })),
  ]),
) as Record<Fault, { href: Route; title: string }[]>;
