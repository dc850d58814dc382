import type { AccountStore } from '../world/account-store';
import type { Assessment, Client, Id, Note, Property, Task, Visit } from '../world/records';
import { visitStatusAt } from '../world/schedules';
import { type Args, type Resolve, readId } from './asking';
import { connect } from './connection';
import { isOneOf, sortedBy } from './list-spec';

/** People at a client beside the client. */
export function contactsOf(client: Client) {
  const owned = <P extends object>(part: P) => ({ ...part, clientId: client.id });
  return client.contacts.map((contact) => ({
    ...contact,
    name: [contact.firstName, contact.lastName].filter(Boolean).join(' '),
    emails: contact.emails.map(owned),
    phones: contact.phones.map(owned),
    createdAt: client.createdAt,
    updatedAt: client.updatedAt,
  }));
}

type Contact = ReturnType<typeof contactsOf>[number];
const contactSorts = {
  FIRST_NAME: (row: Contact) => row.firstName,
  LAST_NAME: (row: Contact) => row.lastName,
  UPDATED_AT: (row: Contact) => row.updatedAt,
};

/** Properties of this world have no contacts of their own, so `includePropertyContacts` adds none. */
export const clientContacts: Resolve<Client> = (client, args) =>
  connect(sortedBy(contactSorts, contactsOf(client), args.sort), args);

export const propertyContacts: Resolve<Property> = (property, args, store) => {
  const { includeClientContacts } = (args.filter ?? {}) as { includeClientContacts?: boolean };
  const client = store.find('Client', property.clientId);
  const contacts = includeClientContacts && client ? contactsOf(client) : [];
  return connect(sortedBy(contactSorts, contacts, args.sort), args);
};

/** A client's own e-mails or phones, and those of its contacts when asked for. */
export function reachable(part: 'emails' | 'phones'): Resolve<Client> {
  return (client, args) => {
    const { includeSecondaryContacts } = (args.filter ?? {}) as {
      includeSecondaryContacts?: boolean;
    };
    const own = client[part].map((one) => ({ ...one, clientId: client.id }));
    if (!includeSecondaryContacts) return own;
    return [...own, ...contactsOf(client).flatMap((contact) => [...contact[part]])];
  };
}

/** Notes of a client, quote, job, …; a visit shows those of its job. */
export function notes(field: 'id' | 'jobId'): Resolve<{ id: Id; jobId?: Id }> {
  return (source, args, store) => {
    const rows = store.related('Note', 'subjectId', source[field] ?? '');
    return connect(sortedBy({ CREATED_AT: (row: Note) => row.createdAt }, rows, args.sort), args);
  };
}

export const noteAttachments: Resolve<{ id: Id }> = ({ id }, args, store) =>
  attachments(store.related('Note', 'subjectId', id), args);

export const fileAttachments: Resolve<Note> = (note, args) => attachments([note], args);

const workflow = ['RequestNote', 'QuoteNote', 'JobNote', 'InvoiceNote', 'ClientNote'];

function attachments(rows: readonly Note[], args: Args) {
  const { noteType } = (args.filter ?? {}) as { noteType?: string[] | null };
  const files = rows
    .filter(
      ({ kind }) => !noteType || isOneOf(kind.slice(0, -'Note'.length).toUpperCase(), noteType),
    )
    .flatMap((note) =>
      note.fileAttachments.map((file) => ({ ...file, note, noteKind: note.kind })),
    );
  const sorts = {
    CREATED_AT: (row: (typeof files)[number]) => row.createdAt,
    WORKFLOW_ORDER: (row: (typeof files)[number]) => workflow.indexOf(row.noteKind),
  };
  return connect(sortedBy(sorts, files, args.sort), args);
}

/** Visits, assessments and tasks of a client or a property. */
export function schedule(field: 'clientId' | 'propertyId'): Resolve<{ id: Id }> {
  return ({ id }, args, store) => {
    const { scheduleItemType } = (args.filter ?? {}) as { scheduleItemType?: string };
    const sources: Record<string, () => readonly (Visit | Assessment | Task)[]> = {
      VISIT: () => store.related('Visit', field, id),
      ASSESSMENT: () => store.related('Assessment', field, id),
      BASIC_TASK: () => store.related('Task', field, id),
    };
    const rows = Object.entries(sources)
      .filter(([type]) => !scheduleItemType || scheduleItemType === type)
      .flatMap(([, all]) => all());
    return connect(
      rows.sort((a, b) => (a.startAt ?? Infinity) - (b.startAt ?? Infinity)),
      args,
    );
  };
}

/** A client's requests, quotes, jobs and invoices, of some kinds or at some properties only. */
export const workObjects: Resolve<Client> = (client, args, store) => {
  const rows = workOf(client, args.filter, store);
  return connect(rows, args);
};

export const requestedWorkObjects: Resolve<Client> = (client, args, store) => {
  const { status } = args.filter as { status?: 'ACTIVE' | 'ALL' | null };
  const rows = workOf(client, args.filter, store).filter(
    (row) => status !== 'ACTIVE' || statusOf(row) !== 'archived',
  );
  return connect(sortedBy({ STATUS: statusOf }, rows, args.sort), args);
};

type Work = { id: Id; propertyId?: Id | null; propertyIds?: Id[] };

function workOf(client: Client, filter: unknown, store: AccountStore): Work[] {
  const { types, propertyIds } = (filter ?? {}) as { types?: string[]; propertyIds?: string[] };
  const rows: Work[] = [
    ...store.related('Request', 'clientId', client.id),
    ...store.related('Quote', 'clientId', client.id),
    ...store.related('Job', 'clientId', client.id),
    ...store.related('Invoice', 'clientId', client.id),
  ];
  return rows.filter((row) => {
    if (types && !types.includes(readId(row.id)?.type.toUpperCase() ?? '')) return false;
    if (!propertyIds) return true;
    return (row.propertyIds ?? [row.propertyId]).some((id) => isOneOf(id ?? '', propertyIds));
  });
}

function statusOf(row: Work): string {
  const value = row as Record<string, unknown>;
  return String(value.requestStatus ?? value.quoteStatus ?? value.jobStatus ?? value.invoiceStatus);
}

/** A visit is today's by the calendar of the account, or of the time zone that was asked for. */
export const visitStatus: Resolve<Visit> = (visit, { timezone }, store) =>
  typeof timezone === 'string' ? visitStatusAt(visit, store.now, timezone) : visit.visitStatus;
