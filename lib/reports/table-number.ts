/** The total of the money left on the table, described as the catalogue describes reports. */
export const tableNumber = {
  name: 'left-on-table',
  title: 'Money left on the table',
  definition:
    'What is overdue, done and not billed, approved and not a job yet, sold and not scheduled, quoted and silent, and recurring work about to end. The same dollars count once, under the cause nearest to the bank.',
  formula:
    'Σ balances overdue + uninvoiced work + approved and unscheduled work + silent quotes × your own chance of still winning them + a month of recurring work that ends within 60 days',
  unit: 'money',
  when: 'now',
  group: 'money',
} as const;
