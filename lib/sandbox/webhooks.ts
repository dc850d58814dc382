import { createHmac } from 'node:crypto';
import type { AppRegistration } from './app-registration';
import type { SandboxClock } from './clock';
import type { Change } from './world/account-store';
import type { RecordType } from './world/records';
import type { World } from './world/world';

export interface WebhookEvent {
  topic: string;
  accountId: string;
  itemId: string;
  occurredAt: string;
}

/** How deliveries go wrong, as fractions of all and milliseconds of real time. */
export interface DeliveryHabits {
  /** Every n-th event is lost; 0 loses none. */
  loseEvery: number;
  /** Every n-th event arrives twice. */
  duplicateEvery: number;
  delayMs: number;
}

export interface Delivery extends WebhookEvent {
  url: string;
  /** Null while under way or when the connection failed. */
  status: number | null;
}

const perfect: DeliveryHabits = { loseEvery: 0, duplicateEvery: 0, delayMs: 0 };

/** Signed notices about changes: to the URL of the app, and to endpoints that `webhookEndpointCreate` made. */
export class Webhooks {
  readonly deliveries: Delivery[] = [];
  /** The app's URL for every topic, as set in the Developer Center; null sends nothing by itself. */
  url: string | null = null;
  habits: DeliveryHabits = { ...perfect };
  private readonly endpoints = new Map<string, { accountId: string; topic: string; url: string }>();
  private readonly underWay = new Set<Promise<void>>();
  private stopWatching: (() => void)[] = [];
  private events = 0;

  constructor(
    private readonly app: AppRegistration,
    private readonly clock: SandboxClock,
  ) {}

  /** From now on changes of this world's records are told by themselves. */
  watch(world: World): void {
    for (const stop of this.stopWatching) stop();
    this.stopWatching = [...world.accounts.values()].map((store) =>
      store.onChange((change) => this.tell(change)),
    );
  }

  addEndpoint(id: string, accountId: string, topic: string, url: string): void {
    this.endpoints.set(id, { accountId, topic, url });
  }

  removeEndpoint(id: string, accountId: string): boolean {
    return this.endpoints.get(id)?.accountId === accountId && this.endpoints.delete(id);
  }

  /** Tells one event to everyone who listens, with the present habits. */
  announce(topic: string, accountId: string, itemId: string): void {
    const urls = [...this.endpoints.values()]
      .filter((one) => one.topic === topic && one.accountId === accountId)
      .map((one) => one.url);
    if (this.url) urls.push(this.url);
    if (urls.length === 0) return;
    const occurredAt = new Date(this.clock.now()).toISOString();
    this.events += 1;
    if (happens(this.habits.loseEvery, this.events)) return;
    const copies = happens(this.habits.duplicateEvery, this.events) ? 2 : 1;
    for (const url of urls)
      for (let copy = 0; copy < copies; copy += 1)
        this.track(this.send(url, { topic, accountId, itemId, occurredAt }, this.habits.delayMs));
  }

  /** Sends one signed event and answers the status that came back, null when nobody answered. */
  async send(url: string, event: WebhookEvent, delayMs = 0): Promise<number | null> {
    const delivery: Delivery = { ...event, url, status: null };
    this.deliveries.push(delivery);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const body = webhookBody(event, this.app.clientId);
    const headers = {
      'content-type': 'application/json',
      'x-jobber-hmac-sha256': webhookSignature(body, this.app.clientSecret),
    };
    try {
      const answer = await fetch(url, { method: 'POST', headers, body });
      await answer.arrayBuffer();
      delivery.status = answer.status;
    } catch {
      delivery.status = null;
    }
    return delivery.status;
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  clear(): void {
    this.deliveries.length = 0;
    this.endpoints.clear();
    this.url = null;
    this.habits = { ...perfect };
    this.events = 0;
  }

  private tell(change: Change): void {
    const topic = topicOf(change);
    if (topic) this.announce(topic, change.accountId, change.id);
  }

  private track(delivery: Promise<unknown>): void {
    const one = delivery.then(() => {
      this.underWay.delete(one);
    });
    this.underWay.add(one);
  }
}

/** The JSON body of one webhook (facts section 7). */
export function webhookBody(event: WebhookEvent, appId: string): string {
  return JSON.stringify({ data: { webHookEvent: { ...event, appId } } });
}

/** base64(HMAC-SHA256(client secret, raw body)), the value of X-Jobber-Hmac-SHA256. */
export function webhookSignature(body: string, clientSecret: string): string {
  return createHmac('sha256', clientSecret).update(body).digest('base64');
}

const topicNames: { [T in RecordType]?: string } = {
  Client: 'CLIENT',
  Property: 'PROPERTY',
  Request: 'REQUEST',
  Quote: 'QUOTE',
  Job: 'JOB',
  Visit: 'VISIT',
  Invoice: 'INVOICE',
  PaymentRecord: 'PAYMENT',
  PayoutRecord: 'PAYOUT',
  ProductOrService: 'PRODUCT_OR_SERVICE',
  TimeSheetEntry: 'TIMESHEET',
  Expense: 'EXPENSE',
  User: 'USER',
};

/**
 * The topic under which Jobber tells of a change; null when it does not.
 * @public
 */
export function topicOf(change: Change): string | null {
  const name = topicNames[change.type];
  if (!name || (name === 'USER' && change.kind === 'destroy')) return null;
  return `${name}_${change.kind.toUpperCase()}`;
}

function happens(every: number, count: number): boolean {
  return every > 0 && count % every === 0;
}
