import { approvedNotConverted } from './approved-not-converted';
import { averageTicket } from './average-ticket';
import { bookedAhead } from './booked-ahead';
import { cashCollected } from './cash-collected';
import type { ReportName } from './catalog';
import { clientValue } from './client-value';
import { collectList } from './collect-list';
import { daysToGetPaid } from './days-to-get-paid';
import { followUp } from './follow-up';
import { groupRollup } from './group-rollup';
import { lateWork } from './late-work';
import { openQuotes } from './open-quotes';
import { receivables } from './receivables';
import type { Report } from './report';
import { revenueInvoiced } from './revenue-invoiced';
import { unbilledWork } from './unbilled-work';
import { unscheduledBacklog } from './unscheduled-backlog';
import { winRate } from './win-rate';

/** The computation of each entry of the catalogue. */
export const reports: Record<ReportName, Report> = {
  'revenue-invoiced': revenueInvoiced,
  'cash-collected': cashCollected,
  receivables,
  'collect-list': collectList,
  'days-to-get-paid': daysToGetPaid,
  'unbilled-work': unbilledWork,
  'unscheduled-backlog': unscheduledBacklog,
  'late-work': lateWork,
  'booked-ahead': bookedAhead,
  'open-quotes': openQuotes,
  'win-rate': winRate,
  'follow-up': followUp,
  'approved-not-converted': approvedNotConverted,
  'average-ticket': averageTicket,
  'client-value': clientValue,
  'group-rollup': groupRollup,
};
