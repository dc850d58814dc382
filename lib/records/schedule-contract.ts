/**
 * One visit on the schedule. `day` is the account's; a visit of several days stands on its first. `valueCents`: of a job
 * billed per visit the price of a visit; else what is left to invoice, shared by the visits still open; null when a done
 * visit's share cannot be known. `mapUrl` opens the address; null without one.
 * @public
 */
export type ScheduleStop = {
  accountId: number;
  id: string;
  day: string;
  startAt: string;
  endAt: string | null;
  isAllDay: boolean;
  isComplete: boolean;
  isLate: boolean;
  isConfirmed: boolean | null;
  title: string | null;
  jobId: string;
  jobNumber: number | null;
  clientId: string | null;
  clientName: string | null;
  clientPhone: string | null;
  street: string | null;
  city: string | null;
  mapUrl: string | null;
  valueCents: number | null;
  assigneeIds: string[];
  jobberUri: string | null;
};

/** @public */
export type ScheduleDay = {
  day: string;
  visits: number;
  complete: number;
  /** Per currency; visits of unknown value are counted in `unvalued`. */
  values: { currency: string; cents: number }[];
  unvalued: number;
};

/** @public */
export type SchedulePerson = { accountId: number; id: string; name: string; color: string | null };

/**
 * `stops` are in order of time; `attention` names the ids (`accountId` with `id`) that need a look, unassigned first,
 * then late, then not confirmed. A stop appears under each of its people.
 * @public
 */
export type Schedule = {
  from: string;
  to: string;
  days: ScheduleDay[];
  people: SchedulePerson[];
  stops: ScheduleStop[];
  attention: { accountId: number; id: string; why: 'unassigned' | 'late' | 'unconfirmed' }[];
};
