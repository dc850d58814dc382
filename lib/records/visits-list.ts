import { sql } from 'drizzle-orm';
import {
  flag,
  flagOrNull,
  instantOrNull,
  jsonRow,
  numeric,
  numericOrNull,
  text,
  textOrNull,
  texts,
} from './columns';
import {
  atProperty,
  clientConditions,
  inCity,
  joinClient,
  joinProperty,
  type ListSource,
  statusIn,
} from './list-source';

const ofClient = clientConditions(sql`t.client_id`);
const assigned = sql`exists (select from visit_assignees a where a.account_id = t.account_id and a.visit_id = t.id)`;
const isLate = sql`not t.is_complete and t.end_at < s.now_at`;

export const visitsList: ListSource<'visits'> = {
  kind: 'visit',
  table: sql`visits`,
  searchedBy: { kind: 'job', id: sql`t.job_id` },
  sorts: {
    start: { column: sql`t.start_at`, type: 'timestamptz', isNullable: true },
    completed: { column: sql`t.completed_at`, type: 'timestamptz', isNullable: true },
    client: { column: sql`t.client_sort`, type: 'text', isNullable: true },
    status: { column: sql`t.status`, type: 'text' },
    created: { column: sql`t.created_at`, type: 'timestamptz', isNullable: true },
  },
  dates: { start: sql`t.start_at`, completed: sql`t.completed_at`, created: sql`t.created_at` },
  states: {
    open: sql`not t.is_complete`,
    unscheduled: sql`not t.is_complete and t.start_at is null`,
    unassigned: sql`not t.is_complete and t.start_at is not null and not ${assigned}`,
    unconfirmed: sql`not t.is_complete and t.start_at >= s.today_at and t.client_confirmed is false`,
    late: sql`${isLate} and exists (select from jobs j
      where j.account_id = t.account_id and j.id = t.job_id and j.status <> 'archived')`,
  },
  filters: {
    status: statusIn,
    archived: ofClient.archived,
    assignee: (person) =>
      person === 'none'
        ? sql`not ${assigned}`
        : sql`exists (select from visit_assignees a
            where a.account_id = t.account_id and a.visit_id = t.id and a.user_id = ${person})`,
    city: inCity,
    property: atProperty,
    tag: ofClient.tag,
    lead: ofClient.lead,
    balance: ofClient.balance,
    hasOverdue: ofClient.hasOverdue,
    client: ofClient.client,
    job: (id) => sql`t.job_id = ${id}`,
  },
  joins: sql`${joinClient} ${joinProperty} left join jobs j on j.account_id = t.account_id and j.id = t.job_id`,
  row: jsonRow({
    accountId: numeric(sql`t.account_id`),
    id: text(sql`t.id`),
    jobberUri: textOrNull(sql`j.jobber_uri`),
    title: textOrNull(sql`coalesce(t.title, j.title)`),
    status: text(sql`t.status`),
    jobId: text(sql`t.job_id`),
    jobNumber: numericOrNull(sql`j.job_number`),
    clientId: textOrNull(sql`t.client_id`),
    clientName: textOrNull(sql`c.name`),
    clientPhone: textOrNull(sql`c.phone`),
    clientIsLead: flag(sql`c.is_lead`),
    street: textOrNull(sql`p.street`),
    city: textOrNull(sql`p.city`),
    startAt: instantOrNull(sql`t.start_at`),
    endAt: instantOrNull(sql`t.end_at`),
    isAllDay: flag(sql`t.all_day`),
    isComplete: flag(sql`t.is_complete`),
    isLate: flag(sql`(${isLate})`),
    isConfirmed: flagOrNull(sql`t.client_confirmed`),
    completedAt: instantOrNull(sql`t.completed_at`),
    assignees: texts(sql`array(select coalesce(u.name, 'Unknown person') from visit_assignees a
      left join users u on u.account_id = a.account_id and u.id = a.user_id
      where a.account_id = t.account_id and a.visit_id = t.id order by u.name)`),
  }),
  sums: {},
  rollup: {
    day: 'start',
    hasStatus: false,
    states: { open: sql`status = 'open'` },
    sums: {},
  },
};
