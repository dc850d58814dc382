import type { ReportName } from '../catalog';
import * as growth from './growth-truth';
import * as money from './money-truth';
import * as people from './people-truth';
import * as sales from './sales-truth';
import type { Truth } from './truth';
import * as work from './work-truth';

/** The reference of each report of the catalogue. */
export const truths: Record<ReportName, Truth> = {
  'revenue-invoiced': money.revenueInvoiced,
  'cash-collected': money.cashCollected,
  receivables: money.receivables,
  'collect-list': money.collectList,
  'days-to-get-paid': money.daysToGetPaid,
  'unbilled-work': work.unbilledWork,
  'unscheduled-backlog': work.unscheduledBacklog,
  'late-work': work.lateWork,
  'booked-ahead': work.bookedAhead,
  'open-quotes': sales.openQuotes,
  'win-rate': sales.winRate,
  'follow-up': sales.followUp,
  'approved-not-converted': sales.approvedNotConverted,
  'average-ticket': money.averageTicket,
  'client-value': work.clientValue,
  'group-rollup': money.groupRollup,
  'speed-to-quote': sales.speedToQuote,
  'cycle-time': growth.cycleTime,
  'job-profit': people.jobProfit,
  'revenue-per-hour': people.revenuePerHour,
  utilisation: people.utilisation,
  'recurring-revenue': growth.recurringRevenue,
  'lead-source': growth.leadSource,
  'service-mix': growth.serviceMix,
  'goal-pace': growth.goalPace,
  concentration: growth.concentration,
};
