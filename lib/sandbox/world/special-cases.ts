import { addClient, addProperty } from './clients';
import { addVisit } from './jobs';
import { atWallClock, dayMs, localDay } from './local-time';
import { billWork } from './money';
import type { Job, Visit } from './records';
import { type Setting, workingTime } from './setting';
import { billByMonth } from './work';

const dailyVisits = 3_982;
const manyInvoices = 400;

/** The records that break careless readers: an endless daily job, a client with 400 invoices, a bill three years old. */
export function addSpecialCases(setting: Setting): void {
  addEndlessJob(setting);
  addBusyClient(setting);
}

/** One visit a day until 2036, at a price per month. */
function addEndlessJob(setting: Setting): void {
  const { store, now, crew } = setting;
  const { timezone } = store.account;
  const firstDay = localDay(Date.UTC(2036, 8, 30, 18), timezone) - (dailyVisits - 1);
  const createdAt = Math.min(firstDay * dayMs - 5 * dayMs, now);
  const client = addClient(setting, createdAt, {
    isCompany: true,
    companyName: 'Pinecrest Assisted Living',
    firstName: '',
    lastName: '',
  });
  const property = addProperty(setting, client, true);
  const job = contract(
    setting,
    { clientId: client.id, propertyId: property.id, createdAt },
    'Daily grounds walk-through',
    64_000,
    'PERIODIC',
  );
  const visits: Visit[] = [];
  for (let day = 0; day < dailyVisits; day += 1) {
    const startAt = atWallClock(firstDay + day, 7 * 60, timezone);
    visits.push(addVisit(setting, job, startAt, 30, crew.slice(0, 1), createdAt));
  }
  store.update('Job', job.id, {
    startAt: visits[0]?.startAt ?? null,
    endAt: visits.at(-1)?.endAt ?? null,
  });
  billByMonth(setting, client, job, visits);
}

/** A property manager with four weekly jobs, each visit on a bill of its own. */
function addBusyClient(setting: Setting): void {
  const { store, rng, now, crew } = setting;
  const startAt = now - 101 * 7 * dayMs;
  const client = addClient(setting, startAt - 30 * dayMs, {
    isCompany: true,
    companyName: 'Old Mill Property Management',
    firstName: 'Diane',
    lastName: 'Holloway',
  });
  for (let building = 0; building < 4; building += 1) {
    const property = addProperty(setting, client, building === 0);
    const job = contract(
      setting,
      { clientId: client.id, propertyId: property.id, createdAt: startAt - 7 * dayMs },
      'Weekly common-area service',
      8_500,
      'PER_VISIT',
    );
    for (let week = 0; week < manyInvoices / 4; week += 1) {
      const planned = workingTime(setting, startAt + (week * 7 + building) * dayMs);
      const visit = addVisit(
        setting,
        job,
        Math.min(planned, now - 2 * dayMs),
        60,
        crew.slice(0, 2),
        job.createdAt,
      );
      const completedAt = visit.completedAt ?? now - dayMs;
      store.update('Visit', visit.id, { completedAt });
      billWork(setting, {
        client,
        job,
        visits: [visit],
        units: 1,
        at: Math.min(now, completedAt + rng.int(1, 20) * 3_600_000),
      });
    }
    for (let week = 0; week < 10; week += 1) {
      const next = workingTime(setting, now + (week * 7 + 2 + building) * dayMs);
      addVisit(setting, job, next, 60, crew.slice(0, 2), job.createdAt);
    }
    store.update('Job', job.id, { startAt, endAt: now + 300 * dayMs });
  }
}

function contract(
  { store, office }: Setting,
  given: Pick<Job, 'clientId' | 'propertyId' | 'createdAt'>,
  title: string,
  unitPrice: number,
  billingFrequency: 'PERIODIC' | 'PER_VISIT',
): Job {
  const isMonthly = billingFrequency === 'PERIODIC';
  const job = store.create('Job', {
    ...given,
    title,
    jobType: 'RECURRING',
    billingType: isMonthly ? 'FIXED_PRICE' : 'VISIT_BASED',
    invoiceSchedule: {
      billingFrequency,
      scheduleSummary: isMonthly ? 'Monthly on the last day of the month' : 'After each visit',
    },
    recurrence: isMonthly
      ? { frequency: 'DAILY', interval: 1, friendly: 'Daily' }
      : { frequency: 'WEEKLY', interval: 1, friendly: 'Weekly on the same day' },
    salespersonId: office[0]?.id ?? null,
  });
  store.create('JobLineItem', {
    jobId: job.id,
    name: title,
    unitPrice,
    unitCost: Math.round(unitPrice * 0.05),
    createdAt: given.createdAt,
  });
  return job;
}
