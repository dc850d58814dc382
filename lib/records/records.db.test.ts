import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, syncedOffice } from '@/bench/lists/synced-office';
import { requireAccounts } from '@/lib/access/account-scope';
import { findLiveSession, startSession } from '@/lib/access/sessions';
import { addDays, dayOf } from '@/lib/reports/period';
import { clientTimeline } from './client-timeline';
import { find } from './find';
import { getClient, getInvoice, getJob, getQuote, getRequest } from './get-record';
import { listPage } from './list-page';
import { defaultSorts } from './list-query';
import type { TimelineEvent } from './record-contract';
import { type Raw, type RawTables, rawTables } from './reference-lists';
import { deleteView, renameView, savedViews, saveView } from './saved-views';
import { schedule } from './schedule';

let office: Office;
let tables: RawTables;

beforeAll(async () => {
  office = await syncedOffice();
  tables = await rawTables(office.database.db);
});
afterAll(() => office.close());

const effects = () => ({ db: office.database.db, now: office.now });
const firstId = () => office.first.accountIds[0] ?? 0;
const own = (table: keyof RawTables) => tables[table].filter((row) => row.account_id === firstId());
const ofClient = (table: keyof RawTables, id: string) =>
  own(table).filter((row) => row.client_id === id);
const cents = (rows: readonly Raw[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);
/** The client with the most of everything. */
const busiest = () =>
  String(
    own('clients').toSorted(
      (a, b) =>
        ofClient('invoices', String(b.id)).length - ofClient('invoices', String(a.id)).length,
    )[0]?.id,
  );

describe('a record', () => {
  it('of a client adds up to its invoices and counts what belongs to it', async () => {
    for (const row of own('clients').slice(0, 60)) {
      const id = String(row.id);
      const client = await getClient(office.first, id, effects());
      const open = ofClient('invoices', id).filter(
        (invoice) =>
          ['awaiting_payment', 'past_due', 'sent_not_due'].includes(String(invoice.status)) &&
          Number(invoice.balance_cents) > 0,
      );
      const { ageing } = client;
      const aged = Object.entries(ageing).filter(([band]) => band !== 'badDebtCents');
      expect(aged.reduce((total, [, value]) => total + value, 0)).toBe(
        cents(open, 'balance_cents'),
      );
      const billed = ofClient('invoices', id).filter((invoice) => invoice.status !== 'draft');
      expect(client.lifetimeCents).toBe(
        cents(billed, 'subtotal_cents') - cents(billed, 'discount_cents'),
      );
      expect(client.twelveMonthCents).toBeLessThanOrEqual(client.lifetimeCents);
      expect(client.counts).toEqual({
        jobs: ofClient('jobs', id).length,
        quotes: ofClient('quotes', id).length,
        invoices: ofClient('invoices', id).length,
        requests: ofClient('requests', id).length,
        visits: ofClient('visits', id).length,
      });
      expect(client.balanceCents).toBe(Number(row.balance_cents));
      expect(client.properties.length).toBe(ofClient('properties', id).length);
    }
  });

  it('of a client knows its rhythm: the middle of the gaps between days with work', async () => {
    const id = busiest();
    const zone = 'America/New_York';
    const client = await getClient(office.first, id, effects());
    const { rows } = await office.database.pool.query('select account_time_zone($1) as zone', [
      firstId(),
    ]);
    const days = [
      ...new Set(
        ofClient('visits', id)
          .filter((visit) => visit.is_complete)
          .map((visit) =>
            dayOf(new Date(String(visit.completed_at)), String(rows[0]?.zone ?? zone)),
          ),
      ),
    ].sort();
    const gaps = days
      .slice(1)
      .map((day, at) => (Date.parse(day) - Date.parse(days[at] ?? '')) / 86_400_000)
      .sort((a, b) => a - b);
    const middle = (gaps.length - 1) / 2;
    const median = ((gaps[Math.floor(middle)] ?? 0) + (gaps[Math.ceil(middle)] ?? 0)) / 2;
    expect(client.usualIntervalDays).toBe(days.length >= 3 ? median : null);
  });

  it('of a job, quote, invoice and request carries its lines, people, place and related documents', async () => {
    for (const row of own('jobs').slice(0, 30)) {
      const job = await getJob(office.first, String(row.id), effects());
      expect(job.client?.id).toBe(row.client_id);
      expect(job.totalCents).toBe(Number(row.total_cents));
      const links = own('invoice_jobs').filter((link) => link.job_id === row.id);
      expect(job.invoices.map(({ id }) => id).sort()).toEqual(
        links.map((link) => link.invoice_id).sort(),
      );
      expect(job.visitCounts.total).toBe(
        own('visits').filter((visit) => visit.job_id === row.id).length,
      );
      expect(job.lineItems.length).toBeGreaterThan(0);
    }
    for (const row of own('quotes').slice(0, 30)) {
      const quote = await getQuote(office.first, String(row.id), effects());
      expect(quote.jobs.map(({ id }) => id).sort()).toEqual(
        own('jobs')
          .filter((job) => job.quote_id === row.id)
          .map((job) => job.id)
          .sort(),
      );
      expect(quote.sentAt === null ? null : Date.parse(quote.sentAt)).toBe(
        row.sent_at === null ? null : Date.parse(String(row.sent_at)),
      );
    }
    for (const row of own('invoices').slice(0, 30)) {
      const invoice = await getInvoice(office.first, String(row.id), effects());
      expect(invoice.balanceCents).toBe(Number(row.balance_cents));
      expect(invoice.lineItems.length).toBeGreaterThan(0);
      const paid = invoice.payments.reduce((total, payment) => total + payment.amountCents, 0);
      if (invoice.status === 'paid') expect(paid).toBe(invoice.totalCents);
    }
    for (const row of own('requests').slice(0, 30)) {
      const request = await getRequest(office.first, String(row.id), effects());
      expect(request.quotes.map(({ id }) => id).sort()).toEqual(
        own('quotes')
          .filter((quote) => quote.request_id === row.id)
          .map((quote) => quote.id)
          .sort(),
      );
    }
  });

  it('of another account is not found, as if it did not exist', async () => {
    const strange = tables.clients.find((row) => row.account_id === office.stranger.accountIds[0]);
    const id = String(strange?.id);
    expect((await getClient(office.stranger, id, effects())).id).toBe(id);
    await expect(getClient(office.both, id, effects())).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(getJob(office.both, 'nothing', effects())).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await clientTimeline(office.both, id, {}, effects())).toEqual({
      events: [],
      next: null,
    });
  });
});

describe('the timeline of a client', () => {
  it('tells everything once, newest first, over pages of any size', async () => {
    const id = busiest();
    const events: TimelineEvent[] = [];
    let after: string | undefined;
    do {
      const page = await clientTimeline(
        office.first,
        id,
        { limit: 7, ...(after ? { after } : {}) },
        effects(),
      );
      events.push(...page.events);
      after = page.next ?? undefined;
    } while (after);
    const times = events.map((event) => Date.parse(event.at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(events.map((event) => `${event.kind} ${event.id}`)).size).toBe(events.length);
    const dated = (table: keyof RawTables, column: string) =>
      ofClient(table, id).filter((row) => row[column] !== null).length;
    const kind = (name: string) => events.filter((event) => event.kind === name).length;
    expect(kind('visit')).toBe(dated('visits', 'start_at'));
    expect(kind('invoice_issued')).toBe(dated('invoices', 'issued_at'));
    expect(kind('quote_approved')).toBe(dated('quotes', 'approved_at'));
    expect(kind('job_created')).toBe(ofClient('jobs', id).length);
    expect(kind('client_created')).toBe(1);
  });
});

describe('the schedule', () => {
  it('has every visit of its days once, with the day, the crew and the value', async () => {
    const from = addDays(dayOf(office.now, 'UTC'), -7);
    const to = addDays(from, 14);
    const plan = await schedule(office.both, { from, to }, effects());
    const list = await listPage(
      office.both,
      'visits',
      { filters: { date: 'start', period: { from, to } }, sort: defaultSorts.visits, limit: 200 },
      effects(),
    );
    expect(plan.stops.length).toBeGreaterThan(20);
    expect(plan.stops.length).toBeGreaterThanOrEqual(list.rows.length);
    const ids = new Set(plan.stops.map((stop) => stop.id));
    for (const row of list.rows) expect(ids.has(row.id)).toBe(true);
    expect(plan.days.map(({ day }) => day)).toEqual(
      Array.from({ length: 15 }, (_, at) => addDays(from, at)),
    );
    expect(plan.days.reduce((total, day) => total + day.visits, 0)).toBe(plan.stops.length);
    const people = new Set(plan.people.map((person) => person.id));
    for (const stop of plan.stops) {
      for (const assignee of stop.assigneeIds) expect(people.has(assignee)).toBe(true);
      if (stop.street) expect(stop.mapUrl).toContain(encodeURIComponent(stop.street));
    }
    const reasons = plan.attention.map(({ why }) => why);
    const order = ['unassigned', 'late', 'unconfirmed'];
    expect(reasons).toEqual(reasons.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    await expect(
      schedule(office.both, { from, to: addDays(from, 90) }, effects()),
    ).rejects.toMatchObject({
      code: 'bad_input',
    });
  });
});

describe('find', () => {
  const found = async (text: string) =>
    (await find(office.both, text, {}, { db: office.database.db, typoLimitMs: 5_000 })).records;

  it('knows numbers, fragments, phones in any notation and words without their accents', async () => {
    const job = own('jobs')[5];
    expect((await found(`#${job?.job_number}`)).some((hit) => hit.id === job?.id)).toBe(true);
    const client = own('clients').find((row) => String(row.phone_digits ?? '').length === 10);
    const digits = String(client?.phone_digits);
    const written = `+1 (${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
    expect((await found(written)).some((hit) => hit.id === client?.id)).toBe(true);
    const name = String(client?.name);
    expect((await found(name))[0]?.label).toBe(name);
    await office.database.db.execute(
      `update clients set name = 'Žofie Müllerová' where account_id = ${firstId()} and id = '${client?.id}'`,
    );
    await office.database.db.execute(
      `update record_search set label = 'Žofie Müllerová', search = 'zofie mullerova 5550000' where account_id = ${firstId()} and id = '${client?.id}'`,
    );
    for (const typed of ['Žofie', 'zofie mul', 'MÜLLEROV']) {
      expect((await found(typed))[0]?.id, typed).toBe(client?.id);
    }
    expect((await found('zofei mullreova'))[0]?.id).toBe(client?.id);
  });

  it('reads over commas: a last name first, an address as it stands on a letter, a number at the end of a clause', async () => {
    // Two letters of a state stand in many names, and then say nothing about the state.
    const tellsItsState = ({ billing_province: state, ...others }: Record<string, unknown>) =>
      !JSON.stringify(others).toLowerCase().includes(String(state).toLowerCase());
    const client = own('clients').findLast(
      (row) =>
        row.first_name &&
        row.billing_street &&
        String(row.phone_digits).length === 10 &&
        tellsItsState(row),
    );
    const { first_name: first, last_name: last, billing_street: street } = client ?? {};
    const { billing_city: city, billing_province: state, billing_postal_code: zip } = client ?? {};
    for (const typed of [
      `${last}, ${first}`,
      `${street}, ${city}, ${state} ${zip}`,
      `${client?.phone_digits},`,
      `${first} ${last};`,
    ]) {
      expect(
        (await found(typed)).map(({ id }) => id),
        typed,
      ).toContain(client?.id);
      // A list finds no near misses.
      const { rows } = await listPage(
        office.both,
        'clients',
        { filters: { search: typed }, sort: defaultSorts.clients, limit: 200 },
        effects(),
      );
      expect(
        rows.map(({ id }) => id),
        typed,
      ).toContain(client?.id);
    }
  });

  it('shows pages and views, and nothing of other accounts', async () => {
    const answer = await find(office.both, 'over', {}, effects());
    expect(answer.pages[0]?.title).toBe('Overview');
    expect(answer.views.map(({ name }) => name)).toContain('Overdue over 30 days');
    const strange = tables.clients.filter(
      (row) => row.account_id === office.stranger.accountIds[0],
    );
    for (const row of strange.slice(0, 10)) {
      const hits = await found(String(row.name));
      expect(hits.every((hit) => hit.accountId !== row.account_id)).toBe(true);
    }
    expect(await find(office.both, ' % ', {}, effects())).toMatchObject({ records: [] });
  });
});

describe('saved views', () => {
  it('are kept, replaced by name, renamed and deleted by their person alone', async () => {
    const { db } = office.database;
    const view = {
      list: 'invoices',
      name: 'Late big ones',
      params: 'state=overdue&min=500&sort=-balance&account=x',
    } as const;
    const kept = await saveView(office.both, view, db);
    expect(kept.params).toBe('state=overdue&min=500&sort=-balance');
    const again = await saveView(office.both, { ...view, params: 'state=overdue' }, db);
    expect(again.id).toBe(kept.id);
    const second = await saveView(office.both, { ...view, name: 'Other' }, db);
    await expect(renameView(office.both, second.id, 'Late big ones', db)).rejects.toMatchObject({
      code: 'conflict',
    });
    await renameView(office.both, second.id, 'Another', db);
    expect((await savedViews(office.both, 'invoices', db)).map(({ name }) => name)).toEqual([
      'Another',
      'Late big ones',
    ]);
    expect(await savedViews(office.stranger, undefined, db)).toEqual([]);
    await expect(deleteView(office.stranger, kept.id, db)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(renameView(office.stranger, kept.id, 'x', db)).rejects.toMatchObject({
      code: 'not_found',
    });
    await deleteView(office.both, kept.id, db);
    expect((await savedViews(office.both, undefined, db)).length).toBe(1);
  });

  it('come with the sign-in of their person as they would be read, and are not read again', async () => {
    const { db } = office.database;
    const { personId, accounts } = office.both;
    const [first, second] = accounts;
    for (const [name, account] of [
      ['b of the first', first?.slug],
      ['A of the second', second?.slug],
      ['c of all', undefined],
    ] as const) {
      await saveView(office.both, { list: 'jobs', name, params: 'state=late', account }, db);
    }
    const { sid } = await startSession(personId, null, db);
    const session = (await findLiveSession(sid, db)) ?? expect.fail('signed out');
    const unreachable = new Proxy(db, { get: () => expect.fail('asked the database') });
    const all = await requireAccounts(session, undefined, db);
    expect(await savedViews(all, undefined, unreachable)).toEqual(
      await savedViews(office.both, undefined, db),
    );
    const alone = await requireAccounts(session, first?.slug, db);
    const names = (await savedViews(alone, 'jobs', unreachable)).map(({ name }) => name);
    expect(names).toEqual(['b of the first', 'c of all']);
    const unbrought = await requireAccounts({ personId }, first?.slug, db);
    expect(await savedViews(unbrought, 'jobs', db)).toEqual(
      await savedViews(alone, 'jobs', unreachable),
    );
  });

  it('refuse filters that the list does not know and accounts outside the scope', async () => {
    const { db } = office.database;
    const view = { list: 'clients', name: 'x', params: 'balance=lots' } as const;
    await expect(saveView(office.both, view, db)).rejects.toMatchObject({ code: 'bad_input' });
    const elsewhere = { ...view, params: '', account: office.stranger.accounts[0]?.slug };
    await expect(saveView(office.both, elsewhere, db)).rejects.toMatchObject({ code: 'not_found' });
  });
});
