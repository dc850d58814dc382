/** One request as the sandbox saw it; bodies with tokens in them are for tests only and never leave the machine. */
export interface SeenRequest {
  at: number;
  method: string;
  path: string;
  operation: string | null;
  accountId: string | null;
  /** The value of X-JOBBER-GRAPHQL-VERSION. */
  version: string | null;
  userAgent: string | null;
  /** Null when the connection was cut or never answered. */
  status: number | null;
  requestedCost: number | null;
  actualCost: number | null;
  throttled: boolean;
  /** Form field `grant_type` of a token request. */
  grantType: string | null;
}

const kept = 10_000;

/** The last 10,000 requests, oldest first, and the count of all. */
export class SeenRequests {
  private requests: SeenRequest[] = [];
  total = 0;

  add(request: SeenRequest): void {
    this.total += 1;
    this.requests.push(request);
    if (this.requests.length > kept * 1.1) this.requests = this.requests.slice(-kept);
  }

  list(): SeenRequest[] {
    return this.requests.slice(-kept);
  }

  clear(): void {
    this.requests = [];
    this.total = 0;
  }
}
