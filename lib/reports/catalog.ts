import type { Need, ReadKind, ReportEntry } from './contract';

const all = (of: ReadKind): Need => ({ kind: 'history', of });
const details = (of: ReadKind): Need => ({ kind: 'details', of });
const payments: Need[] = [
  all('payment'),
  { kind: 'scope', scope: 'read_jobber_payments', of: 'payment' },
];
const hours: Need[] = [
  all('time_sheet'),
  { kind: 'scope', scope: 'read_time_sheets', of: 'time_sheet' },
];
const costs: Need[] = [all('expense'), { kind: 'scope', scope: 'read_expenses', of: 'expense' }];

/**
 * Every report, in the order of the reports page: isomorphic, so that a page can explain a number without a database.
 * The definitions are those of the numbers; a report's file must compute exactly what its entry says.
 * @public
 */
export const catalog = {
  'revenue-invoiced': {
    title: 'Revenue invoiced',
    question: 'What did we bill?',
    definition:
      'Invoices issued in the period, before tax, less their discounts. Drafts do not count; bad debt does, because it was billed.',
    formula: 'Σ (subtotal − discount) of invoices with an issue date in the period, not draft',
    when: 'period',
    unit: 'money',
    rows: 'invoice',
    parts: 'time',
    chart: 'columns',
    group: 'money',
    needs: [all('invoice')],
  },
  'cash-collected': {
    title: 'Cash collected',
    question: 'What came in?',
    definition:
      'Payments and deposits by the day they were entered, refunds and failed payments taken off, tips left out.',
    formula: 'Σ signed amount of payment records with an entry date in the period, without tips',
    when: 'period',
    unit: 'money',
    rows: 'payment',
    parts: 'time',
    chart: 'columns',
    group: 'money',
    needs: payments,
  },
  receivables: {
    title: 'Receivables by age',
    question: 'Who owes us, and since when?',
    definition:
      'What is still open on invoices that were sent: the balance after part-payments and deposits, by days since the due date. Drafts do not count, bad debt is shown apart.',
    formula: 'Σ invoice balance of awaiting payment, past due and sent not due, on the chosen day',
    when: 'as-of',
    unit: 'money',
    rows: 'invoice',
    parts: 'age',
    chart: 'bars',
    group: 'money',
    needs: [all('invoice'), ...payments],
  },
  'collect-list': {
    title: 'Collect list',
    question: 'Who is next to call?',
    definition:
      'Clients with overdue balances, the largest and oldest first: each invoice weighs its balance times the days it is overdue.',
    formula: 'Σ overdue balance per client, ordered by Σ (balance × days overdue)',
    when: 'now',
    unit: 'money',
    rows: 'client',
    parts: 'age of the oldest',
    chart: 'bars',
    group: 'money',
    needs: [all('invoice')],
  },
  'days-to-get-paid': {
    title: 'Days to get paid',
    question: 'How long do clients take to pay?',
    definition:
      'For invoices fully paid in the period: days from the issue date to the last payment. The middle one; a single late payer does not move it.',
    formula:
      'median (last payment date − issue date) of invoices whose balance became 0 in the period',
    when: 'period',
    unit: 'days',
    rows: 'invoice',
    parts: 'time',
    chart: 'line',
    group: 'money',
    needs: [all('invoice'), ...payments],
  },
  'unbilled-work': {
    title: 'Done, not billed',
    question: 'What did we finish and not invoice?',
    definition:
      'Jobs that Jobber says require invoicing, and open per-visit jobs with completed visits that are on no invoice. The amount is what is not yet invoiced.',
    formula:
      'Σ uninvoiced total of jobs that require invoicing, and of per-visit jobs with completed uninvoiced visits',
    when: 'now',
    unit: 'money',
    rows: 'job',
    parts: 'age',
    chart: 'bars',
    group: 'money',
    needs: [all('job'), details('job'), all('visit'), details('visit')],
  },
  'unscheduled-backlog': {
    title: 'Not scheduled',
    question: 'What is sold but has no date?',
    definition:
      'Jobs that are unscheduled, and jobs that need action because no visit lies ahead. The amount is what is not yet invoiced. Past days are known from the day this server began to record them.',
    formula: 'Σ uninvoiced total of jobs unscheduled or action required without a future visit',
    when: 'as-of',
    unit: 'money',
    rows: 'job',
    parts: 'age',
    chart: 'bars',
    group: 'work',
    needs: [all('job'), all('visit')],
  },
  'late-work': {
    title: 'Late and action required',
    question: 'What slipped?',
    definition: 'Visits whose end has passed and that nobody completed, the oldest first.',
    formula: 'count of visits with an end before now, not complete, of jobs not archived',
    when: 'now',
    unit: 'count',
    rows: 'visit',
    parts: 'age',
    chart: 'bars',
    group: 'work',
    needs: [all('job'), all('visit')],
  },
  'booked-ahead': {
    title: 'Booked ahead',
    question: 'How full are the next weeks?',
    definition:
      'Value of the visits of the next eight weeks, by week; what lies later is shown apart. A fixed-price job spreads what is not yet invoiced evenly over its open visits, a monthly price spreads over the visits of its month; a per-visit job counts each visit at its price.',
    formula: 'Σ value of uncompleted visits by week of their start',
    when: 'ahead',
    unit: 'money',
    rows: 'visit',
    parts: 'week',
    chart: 'columns',
    group: 'work',
    needs: [all('job'), details('job'), all('visit')],
  },
  'open-quotes': {
    title: 'Open quotes',
    question: 'What is waiting for an answer?',
    definition:
      'Quotes awaiting a response or with changes requested, by days since they were sent. Past days that were not recorded are rebuilt from when quotes were sent and decided, at today’s amounts.',
    formula: 'Σ total of quotes awaiting response or with changes requested, by age',
    when: 'as-of',
    unit: 'money',
    rows: 'quote',
    parts: 'age',
    chart: 'bars',
    group: 'sales',
    needs: [all('quote')],
  },
  'win-rate': {
    title: 'Win rate',
    question: 'How much of what we quote do we win?',
    definition:
      'Of the opportunities first quoted in the period, how many were won to date. Several quotes for one client and property within 30 days are one opportunity. Young periods still rise: open ones count as not won yet.',
    formula:
      'opportunities first sent in the period and approved or converted since ÷ opportunities first sent in the period',
    when: 'period',
    unit: 'percent',
    rows: 'quote',
    parts: 'salesperson',
    chart: 'bars',
    group: 'sales',
    needs: [all('quote'), details('quote')],
  },
  'follow-up': {
    title: 'Follow-up order',
    question: 'Which quote should we chase first?',
    definition:
      'Quotes awaiting a response for 3 days or more, ordered by their amount times how often quotes of that age, sent in the last two years, were still won here.',
    formula: 'total × own historic chance of being won at that age; viewed ones first among equals',
    when: 'now',
    unit: 'money',
    rows: 'quote',
    parts: 'age',
    chart: 'bars',
    group: 'sales',
    needs: [all('quote'), details('quote')],
  },
  'approved-not-converted': {
    title: 'Approved, not converted',
    question: 'What did a client accept that is no job yet?',
    definition: 'Quotes that a client approved and that have no job, by days since the approval.',
    formula: 'Σ total of approved quotes without a job',
    when: 'now',
    unit: 'money',
    rows: 'quote',
    parts: 'age',
    chart: 'bars',
    group: 'sales',
    needs: [all('quote'), details('quote'), all('job'), details('job')],
  },
  'average-ticket': {
    title: 'Average ticket',
    question: 'How much is a job worth?',
    definition:
      'Revenue invoiced in the period divided by the different jobs it billed. An invoice for several jobs is split evenly among them; invoices without a job are left out.',
    formula: 'revenue invoiced ÷ distinct jobs on those invoices',
    when: 'period',
    unit: 'money',
    rows: 'job',
    parts: 'size',
    chart: 'bars',
    group: 'money',
    needs: [all('invoice'), details('invoice')],
  },
  'client-value': {
    title: 'Client value and win-back',
    question: 'Who is worth most, and who stopped coming?',
    definition:
      'Revenue of the last 12 months per client. A client has lapsed when the time since the last visit is more than twice the usual time between visits.',
    formula:
      'Σ revenue invoiced in 12 months per client; lapsed when gap > 2 × median gap, with at least 3 visits',
    when: 'as-of',
    unit: 'money',
    rows: 'client',
    parts: 'rhythm',
    chart: 'bars',
    group: 'clients',
    needs: [all('invoice'), all('visit')],
  },
  'group-rollup': {
    title: 'All accounts',
    question: 'How do the branches compare?',
    definition:
      'Revenue invoiced in the period, per account. Accounts with different currencies are not added up.',
    formula: 'revenue invoiced per account',
    when: 'period',
    unit: 'money',
    rows: 'invoice',
    parts: 'account',
    chart: 'bars',
    group: 'money',
    needs: [all('invoice')],
  },
  'speed-to-quote': {
    title: 'Speed to quote',
    question: 'How fast do we answer a request?',
    definition:
      'For requests made in the period that got a quote: hours until the first quote was sent. The middle one.',
    formula: 'median hours from the request to its first sent quote',
    when: 'period',
    unit: 'hours',
    rows: 'request',
    parts: 'salesperson',
    chart: 'bars',
    group: 'sales',
    needs: [all('request'), all('quote'), details('quote')],
  },
  'cycle-time': {
    title: 'Cycle time',
    question: 'Where does work wait?',
    definition:
      'Middle number of days of each step of one-off jobs, for steps that ended in the period: request to quote, quote to approval, approval to first visit, first visit to last, last visit to invoice, invoice to paid.',
    formula: 'median days per step; the figure is the sum of the steps',
    when: 'period',
    unit: 'days',
    rows: 'job',
    parts: 'step',
    chart: 'bars',
    group: 'work',
    needs: [
      all('job'),
      details('job'),
      all('quote'),
      details('quote'),
      all('visit'),
      details('invoice'),
      ...payments,
    ],
  },
  'job-profit': {
    title: 'Job profit',
    question: 'Which jobs make money?',
    definition:
      'For jobs completed in the period: what was invoiced, less discounts, cost of lines, labour and expenses. Labour is the time worked without breaks, overlapping entries of one person merged, at the rate in force that day. Lines of a recurring job cost once per unit billed. Jobs without any cost are left out and counted apart.',
    formula: 'Σ (invoiced − line cost − merged hours × rate − expenses)',
    when: 'period',
    unit: 'money',
    rows: 'job',
    parts: 'margin',
    chart: 'bars',
    group: 'work',
    needs: [all('job'), details('job'), details('invoice'), ...hours, ...costs],
  },
  'revenue-per-hour': {
    title: 'Revenue per labour hour',
    question: 'What does an hour of work bring?',
    definition:
      'Value of the visits completed in the period divided by the hours tracked on them, overlapping entries of one person merged. A fixed price is spread evenly over the visits of its job, a monthly price over those of its month. Visits without hours are left out and counted apart.',
    formula: 'Σ value of completed visits with hours ÷ Σ merged hours on them',
    when: 'period',
    unit: 'money',
    rows: 'visit',
    parts: 'person',
    chart: 'bars',
    group: 'people',
    needs: [all('visit'), details('job'), ...hours],
  },
  utilisation: {
    title: 'Utilisation',
    question: 'How much of the paid time is on jobs?',
    definition:
      'Tracked hours on jobs divided by available hours: 8 on each working day of the account up to today, for everybody who tracked time in the period.',
    formula: 'Σ merged hours on jobs ÷ (working days × 8 h × people with time)',
    when: 'period',
    unit: 'percent',
    rows: 'person',
    parts: 'person',
    chart: 'bars',
    group: 'people',
    needs: hours,
  },
  'recurring-revenue': {
    title: 'Recurring work',
    question: 'What comes back every month, and what ends?',
    definition:
      'Recurring jobs that are active on the chosen day, at what they invoiced in the last 12 months divided by the months they ran in it. Ending ones end within 60 days, new ones began within 30; those that ended in the last 30 days are shown apart.',
    formula: 'Σ monthly value of active recurring jobs',
    when: 'as-of',
    unit: 'money',
    rows: 'job',
    parts: 'state',
    chart: 'bars',
    group: 'clients',
    needs: [all('job'), details('job'), all('invoice'), details('invoice')],
  },
  'lead-source': {
    title: 'Lead sources',
    question: 'Where does the money come from?',
    definition:
      'Revenue invoiced in the period by the lead source of the client. Clients without one are shown as such.',
    formula: 'revenue invoiced by client lead source',
    when: 'period',
    unit: 'money',
    rows: 'invoice',
    parts: 'source',
    chart: 'bars',
    group: 'clients',
    needs: [all('invoice'), details('client')],
  },
  'service-mix': {
    title: 'Service mix',
    question: 'Which services earn the money?',
    definition:
      'Lines of invoices issued in the period by the product or service they came from; lines written by hand by their name.',
    formula: 'Σ line totals of invoices issued in the period, by service',
    when: 'period',
    unit: 'money',
    rows: 'invoice',
    parts: 'service',
    chart: 'bars',
    group: 'work',
    needs: [all('invoice'), details('invoice'), all('product')],
  },
  'goal-pace': {
    title: 'Goal and pace',
    question: 'Are we on track?',
    definition:
      'Revenue invoiced so far against the goal for the period times the share of working days that have passed. Without a goal there is no pace.',
    formula: 'revenue to date ÷ (goal × working days passed ÷ working days in the period)',
    when: 'period',
    unit: 'percent',
    rows: 'invoice',
    parts: 'time',
    chart: 'line',
    group: 'money',
    needs: [all('invoice')],
  },
  concentration: {
    title: 'Concentration',
    question: 'How much hangs on a few clients?',
    definition:
      'Share of the revenue invoiced in the last 12 months that comes from the ten largest clients.',
    formula: 'revenue of the 10 largest clients ÷ revenue, 12 months to the chosen day',
    when: 'as-of',
    unit: 'percent',
    rows: 'client',
    parts: 'rank',
    chart: 'bars',
    group: 'clients',
    needs: [all('invoice')],
  },
} as const satisfies Record<string, ReportEntry>;

/** @public */
export type ReportName = keyof typeof catalog;

/** @public */
export const reportNames = Object.keys(catalog) as ReportName[];

/**
 * The entry of a name that came from a URL, or null.
 * @public
 */
export function findReport(name: string): ReportName | null {
  return reportNames.find((known) => known === name) ?? null;
}
