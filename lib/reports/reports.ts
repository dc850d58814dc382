import { approvedNotConverted } from './approved-not-converted';
import { averageTicket } from './average-ticket';
import { bookedAhead } from './booked-ahead';
import { cashCollected } from './cash-collected';
import type { ReportName } from './catalog';
import { clientValue } from './client-value';
import { collectList } from './collect-list';
import { concentration } from './concentration';
import { cycleTime } from './cycle-time';
import { daysToGetPaid } from './days-to-get-paid';
import { followUp } from './follow-up';
import { goalPace } from './goal-pace';
import { groupRollup } from './group-rollup';
import { jobProfit } from './job-profit';
import { lateWork } from './late-work';
import { leadSource } from './lead-source';
import { openQuotes } from './open-quotes';
import { receivables } from './receivables';
import { recurringRevenue } from './recurring-revenue';
import type { Report } from './report';
import { revenueInvoiced } from './revenue-invoiced';
import { revenuePerHour } from './revenue-per-hour';
import { serviceMix } from './service-mix';
import { speedToQuote } from './speed-to-quote';
import { unbilledWork } from './unbilled-work';
import { unscheduledBacklog } from './unscheduled-backlog';
import { utilisation } from './utilisation';
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
  concentration,
  'cycle-time': cycleTime,
  'goal-pace': goalPace,
  'job-profit': jobProfit,
  'lead-source': leadSource,
  'recurring-revenue': recurringRevenue,
  'revenue-per-hour': revenuePerHour,
  'service-mix': serviceMix,
  'speed-to-quote': speedToQuote,
  utilisation,
};
