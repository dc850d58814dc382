import type { Need, ReportEntry } from './contract';

const payments: Need = {
  kind: 'scope',
  scope: 'read_jobber_payments',
  hides: 'payments taken by Jobber Payments',
};
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
    needs: [{ kind: 'history', of: 'invoice' }],
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
    needs: [{ kind: 'history', of: 'payment' }, payments],
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
    needs: [{ kind: 'history', of: 'invoice' }, payments],
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
    needs: [{ kind: 'history', of: 'invoice' }],
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
    needs: [{ kind: 'history', of: 'payment' }, payments],
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
    needs: [{ kind: 'history', of: 'job' }],
  },
  'unscheduled-backlog': {
    title: 'Not scheduled',
    question: 'What is sold but has no date?',
    definition:
      'Jobs that are unscheduled, and jobs that need action because no visit lies ahead. The amount is what is not yet invoiced.',
    formula: 'Σ uninvoiced total of jobs unscheduled or action required without a future visit',
    when: 'now',
    unit: 'money',
    rows: 'job',
    parts: 'age',
    chart: 'bars',
    group: 'work',
    needs: [
      { kind: 'history', of: 'job' },
      { kind: 'history', of: 'visit' },
    ],
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
    needs: [{ kind: 'history', of: 'visit' }],
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
    needs: [{ kind: 'history', of: 'visit' }],
  },
  'open-quotes': {
    title: 'Open quotes',
    question: 'What is waiting for an answer?',
    definition:
      'Quotes awaiting a response or with changes requested, by days since they were sent.',
    formula: 'Σ total of quotes awaiting response or with changes requested, by age',
    when: 'now',
    unit: 'money',
    rows: 'quote',
    parts: 'age',
    chart: 'bars',
    group: 'sales',
    needs: [{ kind: 'history', of: 'quote' }],
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
    needs: [{ kind: 'history', of: 'quote' }],
  },
  'follow-up': {
    title: 'Follow-up order',
    question: 'Which quote should we chase first?',
    definition:
      'Quotes awaiting a response for 3 days or more, ordered by their amount times how often quotes of that age were still won here.',
    formula: 'total × own historic chance of being won at that age; viewed ones first among equals',
    when: 'now',
    unit: 'money',
    rows: 'quote',
    parts: 'age',
    chart: 'bars',
    group: 'sales',
    needs: [{ kind: 'history', of: 'quote' }],
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
    needs: [{ kind: 'history', of: 'quote' }],
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
    needs: [{ kind: 'history', of: 'invoice' }],
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
    needs: [
      { kind: 'history', of: 'invoice' },
      { kind: 'history', of: 'visit' },
    ],
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
    needs: [{ kind: 'history', of: 'invoice' }],
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
