import type { Schedule, ScheduleDay, ScheduleStop } from '@/lib/records/schedule-contract';
import type { ListAccount } from '../../_query/list-page';
import { type Formats, formatCount, formatMoney } from '../../_ui/formats';
import type { Span } from './schedule-span';

/** What the parts of the schedule share. */
export type Plan = {
  plan: Schedule;
  span: Span;
  today: string;
  accounts: ListAccount[];
  asked: string | undefined;
  now: string;
  /** Days whose visits are not all read yet. */
  unread: readonly string[];
};

/** The account of a stop. */
export function accountOf(accounts: readonly ListAccount[], accountId: number): ListAccount {
  const account = accounts.find((one) => one.id === accountId) ?? accounts[0];
  if (!account) throw new Error('A schedule without an account');
  return account;
}

/** The stops by who goes, in the order of the crew; those without anybody first. */
export function crewOf(
  plan: Schedule,
): { key: string; name: string; color: string | null; stops: ScheduleStop[] }[] {
  const crew = plan.people.map((person) => ({
    key: `${person.accountId} ${person.id}`,
    name: person.name,
    color: person.color,
    stops: plan.stops.filter(
      (stop) => stop.accountId === person.accountId && stop.assigneeIds.includes(person.id),
    ),
  }));
  const free = plan.stops.filter((stop) => stop.assigneeIds.length === 0);
  const unassigned = { key: 'unassigned', name: 'Unassigned', color: null, stops: free };
  return [unassigned, ...crew].filter(({ stops }) => stops.length > 0);
}

/** What a day is worth and how much there is to do; two currencies stand side by side. An unread day is not a free one. */
export function dayWords(
  day: ScheduleDay | undefined,
  formats: Formats,
  isUnread: boolean,
): { value: string; visits: string } {
  if (!day || day.visits === 0) return { value: '', visits: isUnread ? 'Not read yet' : 'Free' };
  const values = day.values
    .filter(({ cents }) => cents !== 0)
    .map(({ currency, cents }) => formatMoney(cents, { ...formats, currency }, true));
  const visits = `${formatCount(day.visits, formats)} ${day.visits === 1 ? 'visit' : 'visits'}`;
  const unvalued = day.unvalued > 0 ? `, ${formatCount(day.unvalued, formats)} unvalued` : '';
  const soFar = isUnread ? ' so far' : '';
  return { value: values.join(' + '), visits: visits + unvalued + soFar };
}
