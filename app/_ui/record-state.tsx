import { Unknown } from './money';
import { plainWord } from './plain-words';
import { State, type Tone } from './state';

type Words = Record<string, readonly [Tone, string]>;

/** Jobber's status values in the words of its own screens; `facts` list them, and new ones appear without notice. */
const words = {
  job: {
    requires_invoicing: ['warn', 'To invoice'],
    archived: ['closed', 'Closed'],
    late: ['bad', 'Late'],
    today: ['accent', 'Today'],
    upcoming: ['good', 'Upcoming'],
    action_required: ['warn', 'Action required'],
    on_hold: ['warn', 'Action required'],
    unscheduled: ['idle', 'Unscheduled'],
    active: ['good', 'Active'],
    expiring_within_30_days: ['warn', 'Ending within 30 days'],
  },
  quote: {
    draft: ['idle', 'Draft'],
    awaiting_response: ['warn', 'Awaiting response'],
    changes_requested: ['warn', 'Changes requested'],
    approved: ['good', 'Approved'],
    converted: ['accent', 'Converted'],
    archived: ['closed', 'Archived'],
  },
  invoice: {
    draft: ['idle', 'Draft'],
    awaiting_payment: ['warn', 'Awaiting payment'],
    sent_not_due: ['accent', 'Sent, not due'],
    past_due: ['bad', 'Past due'],
    paid: ['good', 'Paid'],
    bad_debt: ['closed', 'Bad debt'],
  },
  request: {
    new: ['accent', 'New'],
    today: ['accent', 'Today'],
    upcoming: ['good', 'Upcoming'],
    overdue: ['bad', 'Overdue'],
    unscheduled: ['idle', 'Unscheduled'],
    assessment_completed: ['warn', 'Assessed'],
    completed: ['good', 'Completed'],
    converted: ['good', 'Converted'],
    archived: ['closed', 'Archived'],
  },
  visit: {
    active: ['good', 'Active'],
    today: ['accent', 'Today'],
    upcoming: ['good', 'Upcoming'],
    late: ['bad', 'Late'],
    unscheduled: ['idle', 'Unscheduled'],
    completed: ['closed', 'Completed'],
  },
} satisfies Record<string, Words>;

/** @public */
export type RecordKind = keyof typeof words;

/**
 * The state of a record as dot and word; a value that Jobber invented since is shown as it came.
 * @public
 */
export function RecordState({ kind, status }: { kind: RecordKind; status: string | null }) {
  if (status === null) return <Unknown reason="Jobber gave no status" />;
  const known = (words[kind] as Words)[status.toLowerCase()];
  return <State tone={known?.[0] ?? 'idle'} word={known?.[1] ?? plainWord(status)} />;
}

/**
 * The word alone, for filters and titles.
 * @public
 */
export function recordStateWord(kind: RecordKind, status: string): string {
  return (words[kind] as Words)[status.toLowerCase()]?.[1] ?? plainWord(status);
}
