import 'server-only';
import { sql } from 'drizzle-orm';
import { db as appDb } from '@/db/client';
import type { Database } from '@/db/open';
import type { AccountScope } from '@/lib/access/account-scope';
import { type AskedAccount, askedAccounts } from '@/lib/reports/asked-accounts';
import { addDays } from '@/lib/reports/period';
import { AppError } from '../errors';
import {
  type Columns,
  flag,
  flagOrNull,
  instant,
  instantOrNull,
  numeric,
  numericOrNull,
  readRow,
  selectList,
  text,
  textOrNull,
  texts,
} from './columns';
import { accountsRelation } from './list-conditions';
import type { Schedule, ScheduleDay, SchedulePerson, ScheduleStop } from './schedule-contract';

const mostDays = 42;

/**
 * The visits that begin on the days `from` to `to` (both included, in each account's time zone) with who goes, where
 * and what for. Throws `bad_input` for more than 42 days or a period that ends before it begins.
 * @public
 */
export async function schedule(
  scope: AccountScope,
  { from, to }: { from: string; to: string },
  { db = appDb(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<Schedule> {
  if (to < from || addDays(from, mostDays - 1) < to) {
    throw new AppError('bad_input', `The schedule shows 1 to ${mostDays} days at a time.`);
  }
  const asked = await askedAccounts(scope, db);
  const accounts = accountsRelation(asked, { period: { from, to } }, null, now);
  const [visits, people] = await Promise.all([
    db.execute<Record<string, unknown>>(sql`
      select ${selectList(stopColumns)} from ${accounts}
      join visits t on t.account_id = s.account_id and t.start_at >= s.from_at and t.start_at < s.until_at
      left join jobs j on j.account_id = t.account_id and j.id = t.job_id
      left join clients c on c.account_id = t.account_id and c.id = t.client_id
      left join properties p on p.account_id = t.account_id and p.id = t.property_id
      order by t.start_at, t.account_id, t.id`),
    db.execute<Record<string, unknown>>(sql`
      select ${selectList(personColumns)} from ${accounts} join users u on u.account_id = s.account_id
      where u.status = 'ACTIVATED' or exists (
        select from visit_assignees a join visits t on t.account_id = a.account_id and t.id = a.visit_id
        where a.account_id = u.account_id and a.user_id = u.id and t.start_at >= s.from_at and t.start_at < s.until_at)
      order by u.name, u.account_id, u.id`),
  ]);
  const stops = visits.rows.map((row) => readRow(stopColumns, row));
  return {
    from,
    to,
    days: daysOf(from, to, stops, asked),
    people: people.rows.map((row) => readRow(personColumns, row)),
    stops,
    attention: attentionOf(stops, now),
  };
}

const personColumns: Columns<SchedulePerson> = {
  accountId: numeric(sql`u.account_id`),
  id: text(sql`u.id`),
  name: text(sql`u.name`),
  color: textOrNull(sql`u.color`),
};

// The same shares as the report "Booked ahead" gives visits.
const value = sql`case
  when j.billing_type = 'VISIT_BASED' then (select coalesce(sum(l.total_cents), 0) from line_items l
    where l.account_id = j.account_id and l.owner_kind = 'job' and l.owner_id = j.id)
  when not t.is_complete then round(j.uninvoiced_cents::numeric / (select greatest(count(*), 1) from visits o
    where o.account_id = j.account_id and o.job_id = j.id and not o.is_complete))
  when j.job_type = 'ONE_OFF' then round(j.total_cents::numeric / (select greatest(count(*), 1) from visits o
    where o.account_id = j.account_id and o.job_id = j.id)) end`;

const place = sql`coalesce(nullif(concat_ws(', ', p.street, p.city, p.province, p.postal_code, p.country), ''),
  p.latitude::text || ',' || p.longitude::text)`;

const stopColumns: Columns<ScheduleStop> = {
  accountId: numeric(sql`t.account_id`),
  id: text(sql`t.id`),
  day: text(sql`to_char(t.start_at at time zone s.zone, 'YYYY-MM-DD')`),
  startAt: instant(sql`t.start_at`),
  endAt: instantOrNull(sql`t.end_at`),
  isAllDay: flag(sql`t.all_day`),
  isComplete: flag(sql`t.is_complete`),
  isLate: flag(sql`not t.is_complete and t.end_at < s.now_at`),
  isConfirmed: flagOrNull(sql`t.client_confirmed`),
  title: textOrNull(sql`coalesce(t.title, j.title)`),
  jobId: text(sql`t.job_id`),
  jobNumber: numericOrNull(sql`j.job_number`),
  clientId: textOrNull(sql`t.client_id`),
  clientName: textOrNull(sql`c.name`),
  clientPhone: textOrNull(sql`c.phone`),
  street: textOrNull(sql`p.street`),
  city: textOrNull(sql`p.city`),
  mapUrl: {
    sql: place,
    read: (raw) =>
      typeof raw === 'string'
        ? `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(raw)}`
        : null,
  },
  valueCents: numericOrNull(value),
  assigneeIds: texts(sql`array(select a.user_id from visit_assignees a
    where a.account_id = t.account_id and a.visit_id = t.id order by a.user_id)`),
  jobberUri: textOrNull(sql`j.jobber_uri`),
};

function daysOf(
  from: string,
  to: string,
  stops: readonly ScheduleStop[],
  asked: readonly AskedAccount[],
): ScheduleDay[] {
  const currencyOf = new Map(asked.map(({ id, currency }) => [id, currency]));
  const days: ScheduleDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const own = stops.filter((stop) => stop.day === day);
    const values = new Map<string, number>();
    for (const stop of own) {
      const currency = currencyOf.get(stop.accountId) ?? 'USD';
      values.set(currency, (values.get(currency) ?? 0) + (stop.valueCents ?? 0));
    }
    days.push({
      day,
      visits: own.length,
      complete: own.filter((stop) => stop.isComplete).length,
      values: [...values].map(([currency, cents]) => ({ currency, cents })),
      unvalued: own.filter((stop) => stop.valueCents === null).length,
    });
  }
  return days;
}

function attentionOf(stops: readonly ScheduleStop[], now: Date): Schedule['attention'] {
  const open = stops.filter((stop) => !stop.isComplete);
  const isAhead = (stop: ScheduleStop) => new Date(stop.startAt) >= now;
  const groups = {
    unassigned: open.filter((stop) => stop.assigneeIds.length === 0),
    late: open.filter((stop) => stop.isLate && stop.assigneeIds.length > 0),
    unconfirmed: open.filter(
      (stop) => stop.isConfirmed === false && isAhead(stop) && stop.assigneeIds.length > 0,
    ),
  };
  return (['unassigned', 'late', 'unconfirmed'] as const).flatMap((why) =>
    groups[why].map(({ accountId, id }) => ({ accountId, id, why })),
  );
}
