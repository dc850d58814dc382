import type { Cast, Person } from './rights-cast';

/** Who gets in: everybody, members of the account, those who may also export and work, or owners alone. */
export type For = 'anyone' | 'members' | 'bookkeepers' | 'owners';

type PageRow = {
  for: For;
  /** Where to look, when it has parameters; `<client>` stands for a real id. */
  at?: string;
  /** What whoever gets in sees. */
  shows: string;
  /** What a member whose role is not enough reads instead. */
  instead?: string;
};

const ownersSettings = 'Only an owner of the account sees this part of the settings.';
const keepersSettings = 'Your role in this account is to look.';

/** Every page, by its file under `app`. */
export const pages: Readonly<Record<string, PageRow>> = {
  'page.tsx': { for: 'anyone', at: '/', shows: '' },
  'empty/page.tsx': { for: 'anyone', shows: 'Fieldboard' },
  'empty/other/page.tsx': { for: 'anyone', shows: 'empty as well' },
  'invite/[token]/page.tsx': { for: 'anyone', at: '/invite/<invite>', shows: 'Ina Vited' },
  'setup/page.tsx': { for: 'anyone', shows: '' },
  'share/[token]/page.tsx': { for: 'anyone', at: '/share/<share>', shows: 'Receivables by age' },
  'sign-in/page.tsx': { for: 'anyone', shows: 'Sign in with Jobber' },
  'sign-in/out/page.tsx': { for: 'anyone', shows: 'Sign out?' },

  '(dashboard)/clients/page.tsx': { for: 'members', shows: 'Clients' },
  '(dashboard)/clients/[id]/page.tsx': {
    for: 'members',
    at: '/clients/<client>',
    shows: '<client name>',
  },
  '(dashboard)/clients/new/page.tsx': {
    for: 'owners',
    shows: 'Create',
    instead: 'Only an owner of this account can create clients in Jobber.',
  },
  '(dashboard)/connection/page.tsx': { for: 'members', shows: '<account>' },
  '(dashboard)/explorer/page.tsx': {
    for: 'owners',
    shows: 'Variables',
    instead: 'it is for owners of the account',
  },
  '(dashboard)/invoices/page.tsx': { for: 'members', shows: 'Invoices' },
  '(dashboard)/invoices/[id]/page.tsx': {
    for: 'members',
    at: '/invoices/<invoice>',
    shows: '<invoice name>',
  },
  '(dashboard)/jobs/page.tsx': { for: 'members', shows: 'Jobs' },
  '(dashboard)/jobs/[id]/page.tsx': { for: 'members', at: '/jobs/<job>', shows: '<job name>' },
  '(dashboard)/overview/page.tsx': { for: 'members', shows: 'Overview' },
  '(dashboard)/overview/left-on-table/page.tsx': { for: 'members', shows: 'left on the table' },
  '(dashboard)/quotes/page.tsx': { for: 'members', shows: 'Quotes' },
  '(dashboard)/quotes/[id]/page.tsx': {
    for: 'members',
    at: '/quotes/<quote>',
    shows: '<quote name>',
  },
  '(dashboard)/reports/page.tsx': { for: 'members', shows: 'Receivables by age' },
  '(dashboard)/reports/[report]/page.tsx': {
    for: 'members',
    at: '/reports/receivables',
    shows: 'Receivables by age',
  },
  '(dashboard)/reports/data-quality/page.tsx': { for: 'members', shows: 'Data quality' },
  '(dashboard)/requests/page.tsx': { for: 'members', shows: 'Requests' },
  '(dashboard)/requests/[id]/page.tsx': {
    for: 'members',
    at: '/requests/<request>',
    shows: '<request name>',
  },
  '(dashboard)/schedule/page.tsx': { for: 'members', shows: 'Schedule' },
  '(dashboard)/schedule/visits/page.tsx': { for: 'members', shows: 'Visits' },
  '(dashboard)/settings/page.tsx': { for: 'members', shows: 'Formats' },
  '(dashboard)/settings/alerts/page.tsx': {
    for: 'bookkeepers',
    shows: 'New alert',
    instead: keepersSettings,
  },
  '(dashboard)/settings/audit/page.tsx': {
    for: 'owners',
    shows: 'Who did what in this account',
    instead: ownersSettings,
  },
  '(dashboard)/settings/data/page.tsx': {
    for: 'owners',
    shows: 'from this server',
    instead: ownersSettings,
  },
  '(dashboard)/settings/feeds/page.tsx': {
    for: 'owners',
    shows: 'A feed is an address',
    instead: ownersSettings,
  },
  '(dashboard)/settings/goals/page.tsx': {
    for: 'bookkeepers',
    shows: 'What you want to invoice',
    instead: keepersSettings,
  },
  '(dashboard)/settings/jobber-app/page.tsx': {
    for: 'owners',
    shows: 'The app in Jobber’s Developer Center',
    instead: ownersSettings,
  },
  '(dashboard)/settings/mail/page.tsx': {
    for: 'bookkeepers',
    shows: 'Weekly scorecard',
    instead: keepersSettings,
  },
  '(dashboard)/settings/people/page.tsx': {
    for: 'owners',
    shows: 'Invite somebody',
    instead: ownersSettings,
  },
  '(dashboard)/settings/sessions/page.tsx': { for: 'members', shows: 'Where you are signed in' },
  '(dashboard)/sync/page.tsx': { for: 'members', shows: '<account>' },
};

type RouteRow = {
  for: For;
  at: string;
  /** What everybody gets of a route for anyone: a status, and where it leads when it leads away. */
  answers?: readonly [status: number, to?: string];
};

const csv = 'currency=USD';

/** Every route handler by its method and its folder under `app/api`. Signing out comes last, as it ends the session. */
export const routes: Readonly<Record<string, RouteRow>> = {
  'GET health': { for: 'anyone', at: '', answers: [200] },
  'GET health/live': { for: 'anyone', at: '', answers: [200] },
  'GET health/ready': { for: 'anyone', at: '', answers: [200] },
  // Without METRICS_TOKEN there is no such page.
  'GET health/metrics': { for: 'anyone', at: '', answers: [404] },
  // Opened by a key, a code, a signature or a token alone: a session opens none of them.
  'GET feeds/[file]': { for: 'anyone', at: 'feeds/clients.csv', answers: [401] },
  'POST webhooks/jobber': { for: 'anyone', at: '', answers: [401] },
  'POST setup': { for: 'anyone', at: '', answers: [303, '/setup?failed='] },
  'POST invite': { for: 'anyone', at: '', answers: [303, '/invite/none'] },
  'GET auth/[...nextauth]': { for: 'anyone', at: 'auth/signin', answers: [303, '/sign-in'] },
  'POST auth/[...nextauth]': { for: 'anyone', at: 'auth/signout', answers: [303, '/sign-in/out'] },
  'POST auth/start': { for: 'anyone', at: '', answers: [302, '/api/oauth/authorize'] },

  'GET data-quality': { for: 'members', at: `data-quality?fault=no-cost&${csv}` },
  'GET explain': { for: 'members', at: `explain?number=receivables&${csv}` },
  'GET explorer/schema': { for: 'owners', at: '' },
  'GET export/[list]': { for: 'bookkeepers', at: 'export/clients' },
  'GET find': { for: 'members', at: 'find?q=a' },
  'GET left-on-table': { for: 'members', at: `left-on-table?${csv}` },
  'GET lists/[list]': { for: 'members', at: 'lists/clients' },
  'GET lists/[list]/choices': { for: 'members', at: 'lists/clients/choices' },
  'GET lists/[list]/totals': { for: 'members', at: 'lists/clients/totals' },
  'GET lists/views': { for: 'members', at: 'lists/views?list=clients' },
  'GET reports/[report]/csv': { for: 'bookkeepers', at: `reports/receivables/csv?${csv}` },
  'GET reports/[report]/rows': { for: 'members', at: `reports/receivables/rows?${csv}` },
  'GET sync': { for: 'members', at: '' },
  'GET sync/freshness': { for: 'members', at: '' },

  'POST auth/end': { for: 'anyone', at: '', answers: [303, '/sign-in?signed-out=1'] },
};

type ActionRow = {
  for: Exclude<For, 'anyone'>;
  /** Of what cannot be undone, done to the spare account. */
  isSpare?: true;
  /** What whoever may is told all the same: there is no such thing, or this server is set up otherwise. */
  but?: string;
  /** What it is given: always something that works for whoever may. */
  input: (cast: Cast, who: Person, ids: Ids) => unknown;
};

/** Ids of records of the account, and of two saved views of the person who asks. */
export type Ids = { client: string; user: string; views: readonly [string, string] };

const unknownId = '00000000-0000-4000-8000-000000000000';
const query = { text: 'query Rights { account { id } }', variables: '' };
const goal = { span: 'month', fromDay: '2026-01-01' };
const alert = { report: 'receivables', period: 'this-month', direction: 'above', threshold: 1e12 };

/** Every Server Action by name; some act in two ways. What ends the session of whoever calls it comes last. */
export const actions: readonly (readonly [name: string, ActionRow])[] = [
  ['saveViewAction', { for: 'members', input: () => ({ list: 'clients', name: 'x', params: '' }) }],
  [
    'renameViewAction',
    { for: 'members', input: (_, __, { views }) => ({ id: views[0], name: 'Renamed' }) },
  ],
  ['deleteViewAction', { for: 'members', input: (_, __, { views }) => ({ id: views[1] }) }],
  ['endSessionAction', { for: 'members', input: () => ({ sid: unknownId }) }],

  [
    'decideAction',
    {
      for: 'bookkeepers',
      input: () => ({ what: 'note', item: { kind: 'invoice', id: 'rights' }, text: 'Called' }),
    },
  ],
  ['syncNowAction', { for: 'bookkeepers', input: () => ({ full: false }) }],
  ['syncNowAction', { for: 'owners', input: () => ({ full: true }) }],
  ['setGoalAction', { for: 'bookkeepers', input: here({ ...goal, amountCents: 1 }) }],
  ['removeGoalAction', { for: 'bookkeepers', input: here(goal) }],
  [
    'setRateAction',
    {
      for: 'bookkeepers',
      input: ({ account: { slug } }, _, { user }) => ({
        slug,
        userId: user,
        fromDay: '2026-01-01',
        hourlyCents: 1,
        burdenPercent: 0,
      }),
    },
  ],
  [
    'removeRateAction',
    {
      for: 'bookkeepers',
      input: ({ account: { slug } }, _, { user }) => ({
        slug,
        userId: user,
        fromDay: '2026-01-01',
      }),
    },
  ],
  [
    'keepAlertAction',
    { for: 'bookkeepers', input: here({ ...alert, channel: 'mail', target: 'a@example.com' }) },
  ],
  [
    'keepAlertAction',
    {
      for: 'owners',
      input: here({ ...alert, channel: 'webhook', target: 'https://hooks.example.com/a' }),
    },
  ],
  ['endAlertAction', { for: 'bookkeepers', input: here({ id: unknownId }) }],
  ['testAlertAction', { for: 'bookkeepers', but: 'missing', input: here({ id: unknownId }) }],
  [
    'keepScorecardAction',
    { for: 'bookkeepers', input: here({ wanted: { email: 'a@example.com', weekday: 1 } }) },
  ],

  ['askJobberAction', { for: 'owners', input: () => ({ list: 'clients', search: 'a' }) }],
  [
    'checkRecordAction',
    {
      for: 'owners',
      input: (_, __, { client }) => ({
        kind: 'client',
        id: client,
        shown: { readAt: '2026-01-01T00:00:00.000Z', detailAt: null },
      }),
    },
  ],
  [
    'recordNotesAction',
    { for: 'owners', input: (_, __, { client }) => ({ kind: 'client', id: client }) },
  ],
  ['similarClientsAction', { for: 'owners', input: () => ({ firstName: 'Zed' }) }],
  // Without a name: whoever may is told so by the form, and nobody is created.
  ['createClientAction', { for: 'owners', input: () => ({}) }],
  ['exploreAction', { for: 'owners', input: here(query) }],
  ['keepQueryAction', { for: 'owners', input: here({ ...query, name: 'Rights' }) }],
  ['dropQueryAction', { for: 'owners', input: here({ id: unknownId }) }],

  [
    'keepFormatsAction',
    {
      for: 'owners',
      isSpare: true,
      input: spare({
        currency: 'USD',
        locale: 'en-US',
        timeZone: null,
        firstWeekday: 0,
        workingDays: [1],
      }),
    },
  ],
  ['inviteAction', { for: 'owners', input: () => ({ name: 'Ina Vited', role: 'viewer' }) }],
  [
    'withdrawInvitationAction',
    { for: 'owners', input: ({ invitationId }) => ({ id: invitationId }) },
  ],
  [
    'changeRoleAction',
    { for: 'owners', input: ({ extras }) => ({ personId: extras[0].id, role: 'bookkeeper' }) },
  ],
  ['removeMemberAction', { for: 'owners', input: ({ extras }) => ({ personId: extras[1].id }) }],
  ['mintFeedKeyAction', { for: 'owners', input: here({ feed: 'clients', name: 'Rights' }) }],
  ['revokeFeedKeyAction', { for: 'owners', input: here({ id: unknownId }) }],
  // The environment names the app of this server: whoever may change it is told so.
  [
    'changeJobberAppAction',
    { for: 'owners', but: 'conflict', input: () => ({ clientId: 'x', clientSecret: 'x' }) },
  ],
  ['createShareLinkAction', { for: 'owners', input: () => ({ report: 'receivables', query: '' }) }],
  ['revokeShareLinkAction', { for: 'owners', input: () => ({ id: unknownId }) }],
  ['erasableClientsAction', { for: 'owners', input: here({ text: 'nobody' }) }],
  [
    'eraseClientAction',
    {
      for: 'owners',
      isSpare: true,
      input: (cast) => ({ slug: cast.spare.slug, clientId: cast.spareClientId }),
    },
  ],
  ['disconnectAction', { for: 'owners', isSpare: true, input: () => ({}) }],
  [
    'deleteAccountAction',
    {
      for: 'owners',
      isSpare: true,
      input: ({ spare: { slug, name } }) => ({ slug, typedName: name }),
    },
  ],
  ['endAllSessionsAction', { for: 'members', input: () => ({}) }],
];

function here(rest: object) {
  return ({ account: { slug } }: Cast) => ({ slug, ...rest });
}

function spare(rest: object) {
  return ({ spare: { slug } }: Cast) => ({ slug, ...rest });
}
