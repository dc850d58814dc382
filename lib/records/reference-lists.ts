import { sql } from 'drizzle-orm';
import type { Database } from '@/db/open';
import { addDays, dayOf } from '@/lib/reports/period';
import type { ListFilters, ListName } from './contract';
import { foldedText } from './search-text';

/** A row of a table as the driver gives it: column names, text for big integers and moments. */
export type Raw = Record<string, unknown>;

/** Every table of the read model that a filter looks at, of all accounts, whole and in memory. For tests. */
export type RawTables = Record<(typeof tableNames)[number], Raw[]>;

const tableNames = [
  'clients',
  'client_tags',
  'properties',
  'custom_field_values',
  'requests',
  'quotes',
  'jobs',
  'visits',
  'visit_assignees',
  'invoices',
  'invoice_jobs',
  'record_search',
] as const;

export async function rawTables(db: Database): Promise<RawTables> {
  const tables: Partial<RawTables> = {};
  for (const name of tableNames) {
    // In one order for every run, so that a seed that picks rows by position picks the same ones.
    tables[name] = (
      await db.execute(sql`select t.* from ${sql.identifier(name)} t order by t::text`)
    ).rows;
  }
  return tables as RawTables;
}

type Zones = ReadonlyMap<number, string>;

/** The same filters as the lists, said once more in plain code, row by row, without index or SQL. */
export function referenceRows<List extends ListName>(
  list: List,
  filters: ListFilters<List>,
  { tables, zones, now }: { tables: RawTables; zones: Zones; now: Date },
): Raw[] {
  return tables[list].filter((row) => {
    const zone = zones.get(Number(row.account_id));
    return (
      zone !== undefined && passes(list, filters as ListFilters<ListName>, row, tables, zone, now)
    );
  });
}

function passes(
  list: ListName,
  filters: ListFilters<ListName>,
  row: Raw,
  tables: RawTables,
  zone: string,
  now: Date,
): boolean {
  const clientId = list === 'clients' ? row.id : row.client_id;
  const of = (table: readonly Raw[], column: string, value: unknown) =>
    grouped(table, column).get(`${row.account_id} ${value}`) ?? [];
  const [client] = of(tables.clients, 'id', clientId);
  const day = (value: unknown) =>
    value === null || value === undefined ? null : dayOf(new Date(String(value)), zone);
  const today = dayOf(now, zone);
  const isPast = (value: unknown) => typeof value === 'string' && new Date(value) < now;
  const visits = of(tables.visits, 'job_id', list === 'visits' ? row.job_id : row.id);
  const crew = (visitId: unknown) =>
    of(tables.visit_assignees, 'visit_id', visitId).map((entry) => entry.user_id);
  const isOverdue = (invoice: Raw) => {
    const due = day(invoice.due_at);
    return isOpen(invoice) && due !== null && due < today;
  };
  const isLate = (visit: Raw) => !visit.is_complete && isPast(visit.end_at);
  const at = day(row[dateColumns[`${list} ${filters.date ?? 'default'}`] ?? '']);
  const total = Number(list === 'clients' ? row.balance_cents : row.total_cents);
  const checks: Record<keyof ListFilters<ListName>, () => boolean> = {
    search: () => {
      const kind = list === 'visits' ? 'job' : list.slice(0, -1);
      const id = list === 'visits' ? row.job_id : row.id;
      const line = of(tables.record_search, 'id', id).find((other) => other.kind === kind);
      return foldedText(filters.search ?? '')
        .split(' ')
        .every((word) => String(line?.search ?? '').includes(word));
    },
    status: () =>
      list === 'clients'
        ? (filters.status ?? []).includes(
            row.is_archived ? 'archived' : row.is_lead ? 'lead' : 'active',
          )
        : (filters.status ?? []).includes(String(row.status)),
    state: () => {
      switch (`${list} ${filters.state}`) {
        case 'jobs unbilled':
          return (
            Number(row.uninvoiced_cents) > 0 &&
            row.status !== 'archived' &&
            (row.status === 'requires_invoicing' ||
              (row.billing_type === 'VISIT_BASED' &&
                visits.some((visit) => visit.is_complete && visit.invoice_id === null)))
          );
        case 'jobs unscheduled':
          return (
            row.status === 'unscheduled' ||
            (['action_required', 'on_hold'].includes(String(row.status)) &&
              !visits.some(
                (visit) => !visit.is_complete && visit.start_at !== null && !isPast(visit.start_at),
              ))
          );
        case 'jobs late':
          return row.status !== 'archived' && visits.some(isLate);
        case 'quotes open':
          return ['awaiting_response', 'changes_requested'].includes(String(row.status));
        case 'invoices open':
          return isOpen(row);
        case 'invoices overdue':
          return isOverdue(row);
        case 'requests open':
          return !['completed', 'converted', 'archived'].includes(String(row.status));
        case 'visits open':
          return !row.is_complete;
        case 'visits unscheduled':
          return !row.is_complete && row.start_at === null;
        case 'visits unassigned':
          return !row.is_complete && row.start_at !== null && crew(row.id).length === 0;
        case 'visits unconfirmed':
          return (
            !row.is_complete && (day(row.start_at) ?? '') >= today && row.client_confirmed === false
          );
        case 'visits late':
          return (
            isLate(row) &&
            of(tables.jobs, 'id', row.job_id).some((job) => job.status !== 'archived')
          );
        default:
          throw new Error(`no such state: ${list} ${filters.state}`);
      }
    },
    date: () => true,
    period: () =>
      at !== null &&
      at >= (filters.period?.from ?? '0000-01-01') &&
      at <= (filters.period?.to ?? '9999-12-31'),
    olderThanDays: () => at !== null && at < addDays(today, -(filters.olderThanDays ?? 0)),
    newerThanDays: () => at !== null && at >= addDays(today, -(filters.newerThanDays ?? 0)),
    assignee: () => {
      const people = (list === 'visits' ? [row] : visits).flatMap((visit) => crew(visit.id));
      return filters.assignee === 'none' ? people.length === 0 : people.includes(filters.assignee);
    },
    salesperson: () =>
      filters.salesperson === 'none'
        ? row.salesperson_id === null
        : row.salesperson_id === filters.salesperson,
    tag: () =>
      of(tables.client_tags, 'client_id', clientId).some((tag) => tag.label === filters.tag),
    city: () => {
      if (list === 'clients') return row.billing_city === filters.city;
      if (list === 'invoices') return client?.billing_city === filters.city;
      return of(tables.properties, 'id', row.property_id).some(
        (place) => place.city === filters.city,
      );
    },
    minCents: () => total >= (filters.minCents ?? 0),
    maxCents: () => total <= (filters.maxCents ?? 0),
    balance: () => {
      const owner = list === 'invoices' ? row : client;
      if (!owner) return false;
      const balance = Number(owner.balance_cents);
      return filters.balance === 'owing'
        ? balance > 0
        : filters.balance === 'credit'
          ? balance < 0
          : balance === 0;
    },
    hasOverdue: () =>
      filters.hasOverdue ===
      (list === 'invoices'
        ? isOverdue(row)
        : of(tables.invoices, 'client_id', clientId).some(isOverdue)),
    lead: () => client !== undefined && client.is_lead === filters.lead,
    archived: () => {
      if (['jobs', 'quotes', 'requests'].includes(list))
        return (row.status === 'archived') === filters.archived;
      return client !== undefined && client.is_archived === filters.archived;
    },
    customField: () =>
      of(tables.custom_field_values, 'owner_id', row.id).some(
        (field) =>
          field.owner_kind === list.slice(0, -1) &&
          field.label === filters.customField?.label &&
          (filters.customField?.value === undefined || field.value === filters.customField.value),
      ),
    client: () => clientId === filters.client,
    property: () => row.property_id === filters.property,
    job: () => {
      if (list === 'jobs') return row.id === filters.job;
      if (list === 'visits') return row.job_id === filters.job;
      return of(tables.invoice_jobs, 'invoice_id', row.id).some(
        (link) => link.job_id === filters.job,
      );
    },
  };
  const names = Object.keys(filters) as (keyof ListFilters<ListName>)[];
  return names.every((name) => filters[name] === undefined || checks[name]());
}

const groups = new WeakMap<readonly Raw[], Map<string, Map<string, Raw[]>>>();

/** The rows of a table by account and one column, made once. */
function grouped(table: readonly Raw[], column: string): Map<string, Raw[]> {
  const ofTable = groups.get(table) ?? new Map<string, Map<string, Raw[]>>();
  groups.set(table, ofTable);
  const known = ofTable.get(column);
  if (known) return known;
  const made = new Map<string, Raw[]>();
  for (const row of table) {
    const key = `${row.account_id} ${row[column]}`;
    made.set(key, [...(made.get(key) ?? []), row]);
  }
  ofTable.set(column, made);
  return made;
}

function isOpen(invoice: Raw): boolean {
  return (
    ['awaiting_payment', 'past_due', 'sent_not_due'].includes(String(invoice.status)) &&
    Number(invoice.balance_cents) > 0
  );
}

const dateColumns: Record<string, string> = {
  'clients default': 'created_at',
  'clients created': 'created_at',
  'clients updated': 'updated_at',
  'jobs default': 'start_at',
  'jobs start': 'start_at',
  'jobs completed': 'completed_at',
  'jobs created': 'created_at',
  'jobs updated': 'updated_at',
  'quotes default': 'sent_at',
  'quotes sent': 'sent_at',
  'quotes approved': 'approved_at',
  'quotes created': 'created_at',
  'quotes updated': 'updated_at',
  'invoices default': 'issued_at',
  'invoices issued': 'issued_at',
  'invoices due': 'due_at',
  'invoices received': 'received_at',
  'invoices created': 'created_at',
  'invoices updated': 'updated_at',
  'requests default': 'created_at',
  'requests created': 'created_at',
  'requests updated': 'updated_at',
  'visits default': 'start_at',
  'visits start': 'start_at',
  'visits completed': 'completed_at',
  'visits created': 'created_at',
};
