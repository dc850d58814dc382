/** A question of an owner as a query. */
export type Example = { name: string; text: string; variables: string };

/** Each asks for few rows, so that it costs little; the comment says what to change. */
export const examples: readonly Example[] = [
  {
    name: 'What clients owe, latest changes first',
    variables: '{ "rows": 25 }',
    text: `# The clients changed last, with what they owe.
query WhoOwes($rows: Int!) {
  clients(first: $rows, sort: { key: UPDATED_AT, direction: DESCENDING }) {
    nodes {
      name
      balance
      isLead
      jobberWebUri
    }
  }
}
`,
  },
  {
    name: 'Open quotes and their totals',
    variables: '{ "rows": 25 }',
    text: `# Quotes that wait for an answer.
query OpenQuotes($rows: Int!) {
  quotes(first: $rows, filter: { status: awaiting_response }) {
    nodes {
      quoteNumber
      title
      quoteStatus
      amounts { total }
      client { name }
    }
  }
}
`,
  },
  {
    name: 'Jobs with value and what is not billed',
    variables: '{ "rows": 25 }',
    text: `query Jobs($rows: Int!) {
  jobs(first: $rows) {
    nodes {
      jobNumber
      title
      jobStatus
      total
      uninvoicedTotal
      client { name }
    }
  }
}
`,
  },
  {
    name: 'Invoices past their due day',
    variables: '{ "rows": 25 }',
    text: `query PastDue($rows: Int!) {
  invoices(first: $rows, filter: { status: past_due }) {
    nodes {
      invoiceNumber
      subject
      dueDate
      amounts { total invoiceBalance }
      client { name }
    }
  }
}
`,
  },
  {
    name: 'Visits of the days ahead and who goes',
    variables: '{ "rows": 25 }',
    text: `query Visits($rows: Int!) {
  visits(first: $rows, filter: { status: UPCOMING }) {
    nodes {
      title
      startAt
      endAt
      assignedUsers(first: 5) { nodes { name { full } } }
      client { name }
    }
  }
}
`,
  },
  {
    name: 'The people of the account',
    variables: '',
    text: `query Team {
  users(first: 50) {
    nodes {
      name { full }
      email { raw }
      isAccountAdmin
    }
  }
}
`,
  },
];
