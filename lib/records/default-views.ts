import type { ListName, ListQuery } from './contract';
import { defaultSorts } from './list-query';

type View<List extends ListName> = {
  key: string;
  name: string;
  /** The question it answers, one line. */
  question: string;
  query: Pick<ListQuery<List>, 'filters' | 'sort'>;
};

/**
 * The views every list comes with; the first is how it opens. A person's own ones stand beside them.
 * @public
 */
export const defaultViews: { [List in ListName]: readonly View<List>[] } = {
  clients: [
    view('clients', 'current', 'Current', 'Who are our clients?', { status: ['active'] }),
    view('clients', 'overdue', 'Owing, overdue', 'Who to call about money?', { hasOverdue: true }, [
      'balance',
      'DESCENDING',
    ]),
    view('clients', 'owing', 'With a balance', 'Who owes us?', { balance: 'owing' }, [
      'balance',
      'DESCENDING',
    ]),
    view('clients', 'credit', 'In credit', 'Whose money do we hold?', { balance: 'credit' }, [
      'balance',
      'ASCENDING',
    ]),
    view('clients', 'leads', 'Leads', 'Who might become a client?', { status: ['lead'] }, [
      'created',
      'DESCENDING',
    ]),
    view('clients', 'archived', 'Archived', 'Who was a client once?', { status: ['archived'] }),
    view('clients', 'all', 'All', 'Everyone', {}),
  ],
  jobs: [
    view('jobs', 'open', 'Open', 'What are we working on?', { archived: false }),
    view(
      'jobs',
      'unbilled',
      'Done, not billed',
      'What can be invoiced now?',
      { state: 'unbilled' },
      ['uninvoiced', 'DESCENDING'],
    ),
    view('jobs', 'unscheduled', 'Unscheduled', 'What waits for a date?', { state: 'unscheduled' }, [
      'total',
      'DESCENDING',
    ]),
    view('jobs', 'late', 'Late', 'Which visits were not done?', { state: 'late' }, [
      'start',
      'ASCENDING',
    ]),
    view('jobs', 'all', 'All', 'Every job', {}),
  ],
  quotes: [
    view('quotes', 'open', 'Open', 'What is out there?', { state: 'open' }),
    view(
      'quotes',
      'silent',
      'Silent for 7 days',
      'Who has not answered?',
      { status: ['awaiting_response'], date: 'sent', olderThanDays: 7 },
      ['total', 'DESCENDING'],
    ),
    view('quotes', 'changes', 'Changes requested', 'Whose quote needs work?', {
      status: ['changes_requested'],
    }),
    view('quotes', 'approved', 'Approved, not converted', 'Which yes has no job yet?', {
      status: ['approved'],
    }),
    view('quotes', 'drafts', 'Drafts', 'What was never sent?', { status: ['draft'] }),
    view('quotes', 'all', 'All', 'Every quote', {}),
  ],
  invoices: [
    view('invoices', 'open', 'Open', 'What is owed?', { state: 'open' }, ['due', 'ASCENDING']),
    view('invoices', 'overdue', 'Overdue', 'What is late?', { state: 'overdue' }, [
      'due',
      'ASCENDING',
    ]),
    view(
      'invoices',
      'overdue-30',
      'Overdue over 30 days',
      'What is very late?',
      { state: 'overdue', date: 'due', olderThanDays: 30 },
      ['due', 'ASCENDING'],
    ),
    view('invoices', 'drafts', 'Drafts', 'What was never sent?', { status: ['draft'] }),
    view('invoices', 'bad-debt', 'Bad debt', 'What was given up?', { status: ['bad_debt'] }),
    view('invoices', 'all', 'All', 'Every invoice', {}),
  ],
  requests: [
    view('requests', 'open', 'Open', 'Who waits for us?', { state: 'open' }, [
      'created',
      'ASCENDING',
    ]),
    view(
      'requests',
      'old',
      'Older than 2 days',
      'Who waits too long?',
      { state: 'open', olderThanDays: 2 },
      ['created', 'ASCENDING'],
    ),
    view('requests', 'all', 'All', 'Every request', {}),
  ],
  visits: [
    view('visits', 'ahead', 'Ahead', 'What comes next?', { state: 'open', newerThanDays: 0 }, [
      'start',
      'ASCENDING',
    ]),
    view('visits', 'late', 'Late', 'What was not done?', { state: 'late' }, ['start', 'ASCENDING']),
    view('visits', 'unassigned', 'Unassigned', 'Who goes?', { state: 'unassigned' }, [
      'start',
      'ASCENDING',
    ]),
    view(
      'visits',
      'unconfirmed',
      'Not confirmed',
      'Does the client know?',
      {
        state: 'unconfirmed',
      },
      ['start', 'ASCENDING'],
    ),
    view('visits', 'unscheduled', 'Unscheduled', 'What waits for a date?', {
      state: 'unscheduled',
    }),
    view('visits', 'all', 'All', 'Every visit', {}),
  ],
};

function view<List extends ListName>(
  list: List,
  key: string,
  name: string,
  question: string,
  filters: ListQuery<List>['filters'],
  sort?: [ListQuery<List>['sort']['key'], ListQuery<List>['sort']['direction']],
): View<List> {
  const chosen = sort ? { key: sort[0], direction: sort[1] } : defaultSorts[list];
  return { key, name, question, query: { filters, sort: chosen } };
}
