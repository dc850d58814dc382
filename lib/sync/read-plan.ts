import { subMonths } from 'date-fns';
import { type Kind, kinds } from './entity';

/** Readings of a kind, each with its own cursor. */
export type Stage =
  | 'newest'
  | 'probe'
  | 'today'
  | 'window'
  | 'recent'
  | 'assignees'
  | 'history'
  | 'details'
  | 'sweep'
  | 'recheck'
  | 'count';

/**
 * One list to page through to its end: its filter and order. With `userId` it tells only whose these visits are. `tells`
 * are fields that all its rows have by its filter, so that nobody has to pay for them.
 */
export type Leg = { filter?: object; sort?: unknown; userId?: string; tells?: Told };

type Told = Record<string, string | boolean | null>;

/** When a pass began, up to where changes are known, and who may be assigned to visits. */
export type Pass = { from: Date; watermark: Date | null; userIds: readonly string[] };

const day = 86_400_000;
const recentMonths = 13;
/** How far a probe reads behind what it has seen: rows with equal times and late commits. */
export const overlapMs = 5 * 60_000;

/** Which stages a kind has. */
export function stagesOf(kind: Kind): Stage[] {
  const plan = plans[kind];
  const has: Record<Stage, boolean> = {
    newest: plan.newest !== undefined,
    probe: plan.probe !== undefined,
    today: kind === 'visit',
    window: kind === 'visit',
    recent: true,
    assignees: kind === 'visit',
    history: plan.history !== undefined,
    details: plan.hasDetail === true,
    sweep: true,
    recheck: kind === 'visit' || kind === 'payment' || kind === 'property',
    count: plan.counted === true,
  };
  return (Object.keys(has) as Stage[]).filter((stage) => has[stage]);
}

/**
 * The stages of its kind that a stage waits for. Probes with a filter by time wait for none: what changes during a long
 * first read is seen at once. Payments have no such filter, so before their list was read each of them would be news.
 * Counting by a date that only the details bring, and comparing everything, wait for the details.
 */
export function waitsFor(kind: Kind, stage: Stage): Stage[] {
  const lists: Stage[] = ['recent', 'history'];
  if (stage === 'details' || isSpan(stage) || (stage === 'probe' && kind === 'payment'))
    return lists;
  return ['sweep', 'recheck', 'count'].includes(stage) ? [...lists, 'details'] : [];
}

/** Every reading as `stage kind`, most urgent first: a year of everything, the money of all years, then the rest. */
export const readOrder: readonly string[] = [
  ...of('newest', kinds),
  ...of('probe', kinds),
  ...of('today', ['visit']),
  ...of('window', ['visit']),
  ...of('recent', ['user', 'client', 'job', 'invoice', 'quote', 'request', 'payment', 'visit']),
  'assignees visit',
  ...of('recent', ['product', 'expense', 'time_sheet', 'property']),
  ...of('history', ['invoice', 'quote', 'job', 'payment', 'request', 'client']),
  ...of('history', ['expense', 'time_sheet', 'visit']),
  ...of('details', kinds),
  ...of('sweep', kinds),
  ...of('count', kinds),
  ...of('recheck', kinds),
];

function of(stage: Stage, order: readonly Kind[]): string[] {
  return order.map((kind) => `${stage} ${kind}`);
}

/** The lists that a stage of a kind reads, one after the other. */
export function legs(kind: Kind, stage: Stage, { from, watermark, userIds }: Pass): Leg[] {
  const plan = plans[kind];
  const edge = subMonths(from, recentMonths).toISOString();
  switch (stage) {
    case 'newest':
      return plan.newest?.(from) ?? [];
    case 'recent':
      return kind === 'visit' ? recentVisits(from) : toldApart(kind, plan.recent(edge, from));
    case 'history':
      return toldApart(kind, plan.history?.(edge, from) ?? []);
    case 'details':
    case 'sweep':
    case 'recheck':
      return [...plan.recent(edge, from), ...(plan.history?.(edge, from) ?? [])];
    case 'probe':
      return plan.probe?.(new Date((watermark ?? from).getTime() - overlapMs).toISOString()) ?? [];
    case 'today':
    case 'window':
      return [
        visitsWithin(visitSpan(stage, from)),
        ...visitsOfEach(userIds, visitSpan(stage, from)),
      ];
    case 'assignees':
      return visitsOfEach(userIds, span(from, ...visitDays.recent));
    case 'count':
      return [];
  }
}

/** Readings of the visits of some days around today, again and again: what nobody tells of is found there. */
export function isSpan(stage: Stage): stage is 'today' | 'window' {
  return stage === 'today' || stage === 'window';
}

/** The days around a pass whose visits a stage reads; `history` reads all others. */
export const visitDays = {
  newest: [-1, 14],
  today: [-1, 2],
  window: [-7, 30],
  recent: [-396, 396],
} as const satisfies Partial<Record<Stage, readonly [number, number]>>;

/** Those days: what is on the screens of today, and a week back to a month ahead. */
export function visitSpan(stage: 'today' | 'window', now: Date): { after: string; before: string } {
  const [first, last] = visitDays[stage];
  return span(now, first, last);
}

type Plan = {
  newest?: (now: Date) => Leg[];
  recent: (edge: string, now: Date) => Leg[];
  history?: (edge: string, now: Date) => Leg[];
  probe?: (since: string) => Leg[];
  hasDetail?: boolean;
  counted?: boolean;
};

const down = (key: string) => ({ key, direction: 'DESCENDING' });

function byDate(field: string, sort: unknown): Pick<Plan, 'recent' | 'history'> {
  return {
    recent: (edge) => [{ filter: { [field]: { after: edge } }, sort }],
    history: (edge) => [{ filter: { [field]: { before: edge } }, sort }],
  };
}

const byUpdate = (sort?: unknown) => (since: string) => [
  { filter: { updatedAt: { after: since } }, ...(sort ? { sort } : {}) },
];

/** Fields that divide a list by its filter. What changes sides meanwhile has a new updatedAt, which the probe sees. */
const toldBy: Partial<Record<Kind, Told[]>> = {
  client: [
    { isArchived: false, isLead: false },
    { isArchived: false, isLead: true },
    { isArchived: true, isLead: false },
    { isArchived: true, isLead: true },
  ],
  job: [{ jobType: 'ONE_OFF' }, { jobType: 'RECURRING' }],
};

function toldApart(kind: Kind, lists: Leg[]): Leg[] {
  const told = toldBy[kind];
  if (!told) return lists;
  return lists.flatMap((leg) =>
    told.map((tells) => ({ ...leg, filter: { ...leg.filter, ...tells }, tells })),
  );
}

const plans: Record<Kind, Plan> = {
  client: {
    ...byDate('updatedAt', down('UPDATED_AT')),
    newest: () => [{ sort: down('UPDATED_AT') }],
    probe: byUpdate(down('UPDATED_AT')),
    hasDetail: true,
    counted: true,
  },
  job: {
    ...byDate('createdAt', [down('JOB_NUMBER')]),
    newest: () => [{ sort: [down('UPDATED_AT')] }],
    probe: () => [{ sort: [down('UPDATED_AT')] }],
    hasDetail: true,
    counted: true,
  },
  invoice: {
    ...byDate('createdAt', [down('CREATED_AT')]),
    newest: () => [{ sort: [down('CREATED_AT')] }],
    probe: byUpdate([down('UPDATED_AT')]),
    hasDetail: true,
    counted: true,
  },
  quote: {
    ...byDate('createdAt', [down('CREATED_AT')]),
    newest: () => [{ sort: [down('CREATED_AT')] }],
    probe: byUpdate([down('CREATED_AT')]),
    hasDetail: true,
    counted: true,
  },
  request: {
    ...byDate('createdAt', [down('REQUESTED_AT')]),
    newest: () => [{ sort: [down('REQUESTED_AT')] }],
    probe: byUpdate([down('REQUESTED_AT')]),
    hasDetail: true,
    counted: true,
  },
  visit: {
    newest: eachDay,
    recent: (_, now) => [visitsWithin(span(now, ...visitDays.recent), 'DESCENDING')],
    history: (_, now) => [
      visitsWithin({ before: at(now, visitDays.recent[0]) }, 'DESCENDING'),
      visitsWithin({ after: at(now, visitDays.recent[1]) }),
      { filter: { status: 'UNSCHEDULED' }, sort: [down('CREATED_AT')] },
    ],
    hasDetail: true,
    counted: true,
  },
  payment: {
    ...byDate('entryDate', down('ENTRY_DATE')),
    probe: () => [{ sort: down('UPDATED_AT') }],
  },
  user: { recent: () => [{}] },
  product: { recent: () => [{}] },
  property: { recent: () => [{}], hasDetail: true },
  expense: {
    ...byDate('createdAt', [down('CREATED_AT')]),
    probe: byUpdate([down('UPDATED_AT')]),
    counted: true,
  },
  time_sheet: {
    ...byDate('startAt', [{ field: 'START_AT', direction: 'DESCENDING' }]),
    probe: byUpdate(),
    counted: true,
  },
};

function visitsWithin(startAt: { after?: string; before?: string }, direction = 'ASCENDING'): Leg {
  return { filter: { startAt }, sort: [{ key: 'START_AT', direction }] };
}

/** What lies ahead is not asked when it was completed; the few that were, before their time, come once more. */
function recentVisits(now: Date): Leg[] {
  const [first, end] = visitDays.recent;
  const ahead = span(now, 0, end);
  return [
    { ...visitsWithin(ahead), tells: { completedAt: null } },
    { filter: { startAt: ahead, completedAt: { before: ahead.before } } },
    visitsWithin(span(now, first, 0), 'DESCENDING'),
  ];
}

/** The visits of the first screens, day by day. */
function eachDay(now: Date): Leg[] {
  const [first, end] = visitDays.newest;
  return Array.from({ length: end - first }, (_, n) =>
    visitsWithin(span(now, first + n, first + n + 1)),
  );
}

function visitsOfEach(
  userIds: readonly string[],
  startAt: { after: string; before: string },
): Leg[] {
  return userIds.map((userId) => ({ userId, filter: { startAt, assignedTo: userId } }));
}

function span(now: Date, fromDay: number, toDay: number): { after: string; before: string } {
  return { after: at(now, fromDay), before: at(now, toDay) };
}

function at(now: Date, days: number): string {
  return new Date(now.getTime() + days * day).toISOString();
}
