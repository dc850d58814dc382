import type { AccountStore } from './account-store';
import { invoiceAmounts, invoiceStatus, quoteAmounts, receivedDate } from './documents';
import type { Cents, Id, Records, RecordType } from './records';
import { jobCompletedAt, jobStatus, jobTotals, requestStatus, visitStatus } from './schedules';
import type { Transitions } from './transitions';

/** Types with derived fields that need other records, in an order in which each finds its parts settled. */
const order = ['Quote', 'Visit', 'Invoice', 'Job', 'Request', 'Client'] as const;
type Settled = (typeof order)[number];
/** A record of which a derived field changed. */
export interface SettledRecord {
  type: Settled;
  record: Records[Settled];
}

/** Keeps derived fields right: mutations mark what they touch, `run` computes what was marked. */
export class Settlement {
  readonly #marked: { [T in Settled]: Set<Id> } = {
    Quote: new Set(),
    Visit: new Set(),
    Invoice: new Set(),
    Job: new Set(),
    Request: new Set(),
    Client: new Set(),
  };

  constructor(
    private readonly store: AccountStore,
    private readonly transitions: Transitions,
  ) {}

  mark(type: RecordType, id: Id | null): void {
    if (id !== null && isSettled(type)) this.#marked[type].add(id);
  }

  /** Computes what depends on the record alone and marks what depends on it. Call before and after a change. */
  touch<T extends RecordType>(type: T, record: Records[T]): void {
    const row = { type, record } as unknown as AnyRow;
    this.mark(type, record.id);
    switch (row.type) {
      case 'Client':
        row.record.name = nameOf(row.record);
        break;
      case 'QuoteLineItem':
        row.record.totalPrice = linePrice(row.record);
        this.mark('Quote', row.record.quoteId);
        break;
      case 'JobLineItem':
        row.record.totalPrice = linePrice(row.record);
        this.mark('Job', row.record.jobId);
        break;
      case 'InvoiceLineItem':
        row.record.totalPrice = linePrice(row.record);
        this.mark('Invoice', row.record.invoiceId);
        this.mark('Job', row.record.jobId);
        break;
      case 'PaymentRecord':
        row.record.amount = Math.abs(row.record.rawAmount);
        this.mark('Invoice', row.record.invoiceId);
        this.mark('Quote', row.record.quoteId);
        this.mark('Client', row.record.clientId);
        break;
      case 'Visit':
        this.mark('Job', row.record.jobId);
        break;
      case 'Job':
        this.mark('Request', row.record.requestId);
        break;
      case 'Quote':
        this.mark('Request', row.record.requestId);
        break;
      case 'Assessment':
        this.mark('Request', row.record.requestId);
        break;
      case 'Invoice':
        for (const jobId of row.record.jobIds) this.mark('Job', jobId);
        this.mark('Client', row.record.clientId);
        break;
      case 'TaxRate':
        for (const quote of this.store.related('Quote', 'taxRateId', row.record.id))
          this.mark('Quote', quote.id);
        for (const bill of this.store.related('Invoice', 'taxRateId', row.record.id))
          this.mark('Invoice', bill.id);
        break;
      case 'TimeSheetEntry':
        row.record.finalDuration =
          row.record.endAt === null
            ? 0
            : Math.round((row.record.endAt - row.record.startAt) / 1000);
        break;
    }
  }

  /** Returns the records of which a derived field changed. */
  run(): SettledRecord[] {
    const changed: SettledRecord[] = [];
    for (const type of order) {
      for (const id of this.#marked[type]) {
        const record = this.store.find(type, id);
        if (!record) continue;
        if (this.#settle(type, id)) changed.push({ type, record });
      }
      this.#marked[type].clear();
    }
    return changed;
  }

  /** Computes one record ahead of `run`. */
  settleNow(type: RecordType, id: Id): void {
    if (isSettled(type)) this.#settle(type, id);
  }

  #settle(type: Settled, id: Id): boolean {
    switch (type) {
      case 'Quote':
        return this.#settleQuote(this.store.get('Quote', id));
      case 'Visit':
        return this.#settleVisit(this.store.get('Visit', id));
      case 'Invoice':
        return this.#settleInvoice(this.store.get('Invoice', id));
      case 'Job':
        return this.#settleJob(this.store.get('Job', id));
      case 'Request':
        return this.#settleRequest(this.store.get('Request', id));
      case 'Client':
        return this.#settleClient(this.store.get('Client', id));
    }
  }

  #settleQuote(quote: Records['Quote']): boolean {
    const lines = this.store.related('QuoteLineItem', 'quoteId', quote.id);
    const deposits = this.store.related('PaymentRecord', 'quoteId', quote.id);
    const amounts = quoteAmounts(quote, lines, deposits, this.#taxPercent(quote.taxRateId));
    return assignChanged(quote.amounts, amounts);
  }

  #settleVisit(visit: Records['Visit']): boolean {
    const { status, changesAt } = visitStatus(visit, this.store.now, this.store.account.timezone);
    this.transitions.add(changesAt, 'Visit', visit.id);
    return assignChanged(visit, { visitStatus: status });
  }

  #settleInvoice(invoice: Records['Invoice']): boolean {
    const lines = this.store.related('InvoiceLineItem', 'invoiceId', invoice.id);
    const payments = this.store.related('PaymentRecord', 'invoiceId', invoice.id);
    const amounts = invoiceAmounts(invoice, lines, payments, this.#taxPercent(invoice.taxRateId));
    const { status, changesAt } = invoiceStatus(
      invoice,
      amounts.invoiceBalance,
      this.store.now,
      this.store.account.timezone,
    );
    this.transitions.add(changesAt, 'Invoice', invoice.id);
    const hasNewAmounts = assignChanged(invoice.amounts, amounts);
    const hasNewStatus = assignChanged(invoice, {
      invoiceStatus: status,
      receivedDate: receivedDate(status, payments),
    });
    if (hasNewAmounts || hasNewStatus) this.mark('Client', invoice.clientId);
    return hasNewAmounts || hasNewStatus;
  }

  #settleJob(job: Records['Job']): boolean {
    const { timezone } = this.store.account;
    const parts = {
      lines: this.store.related('JobLineItem', 'jobId', job.id),
      visits: this.store.related('Visit', 'jobId', job.id),
      invoiceLines: this.store.related('InvoiceLineItem', 'jobId', job.id),
      invoices: this.store.related('Invoice', 'jobIds', job.id),
    };
    const hasNewTotals = assignChanged(job, jobTotals(job, parts, timezone));
    const { status, changesAt } = jobStatus(job, parts, this.store.now, timezone);
    this.transitions.add(changesAt, 'Job', job.id);
    const completedAt = jobCompletedAt(job, parts);
    return assignChanged(job, { jobStatus: status, completedAt }) || hasNewTotals;
  }

  #settleRequest(request: Records['Request']): boolean {
    const [assessment] = this.store.related('Assessment', 'requestId', request.id);
    const isConverted =
      this.store.related('Quote', 'requestId', request.id).length > 0 ||
      this.store.related('Job', 'requestId', request.id).length > 0;
    const { now, account } = this.store;
    const { status, changesAt } = requestStatus(
      request,
      assessment,
      isConverted,
      now,
      account.timezone,
    );
    this.transitions.add(changesAt, 'Request', request.id);
    return assignChanged(request, { requestStatus: status });
  }

  #settleClient(client: Records['Client']): boolean {
    let balance: Cents = 0;
    for (const invoice of this.store.related('Invoice', 'clientId', client.id)) {
      if (invoice.invoiceStatus === 'draft' || invoice.invoiceStatus === 'bad_debt') continue;
      balance += invoice.amounts.invoiceBalance;
    }
    for (const payment of this.store.related('PaymentRecord', 'clientId', client.id)) {
      if (payment.invoiceId === null) balance -= payment.rawAmount;
    }
    return assignChanged(client, { balance });
  }

  #taxPercent(taxRateId: Id | null): number {
    return this.store.find('TaxRate', taxRateId)?.tax ?? 0;
  }
}

type AnyRow = { [T in RecordType]: { type: T; record: Records[T] } }[RecordType];

function isSettled(type: RecordType): type is Settled {
  return (order as readonly RecordType[]).includes(type);
}

function nameOf(client: Records['Client']): string {
  const person = `${client.firstName} ${client.lastName}`.trim();
  const company = client.companyName?.trim() ?? '';
  return client.isCompany ? company || person : person || company;
}

function linePrice(line: { quantity: number; unitPrice: Cents }): Cents {
  return Math.round(line.quantity * line.unitPrice);
}

function assignChanged<T extends object>(target: T, values: Partial<T>): boolean {
  let isChanged = false;
  for (const key of Object.keys(values) as (keyof T)[]) {
    const value = values[key];
    if (value === undefined || Object.is(target[key], value)) continue;
    target[key] = value as T[keyof T];
    isChanged = true;
  }
  return isChanged;
}
