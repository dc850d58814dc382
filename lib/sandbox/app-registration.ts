/** What a developer sets for an app in Jobber's Developer Center, and how this Jobber treats its tokens. */
export interface AppRegistration {
  clientId: string;
  clientSecret: string;
  /** Registered callback URLs, matched exactly; `any_loopback` accepts every http://localhost callback. */
  callbacks: string[] | 'any_loopback';
  /** Scopes of the app: a token carries the scopes of the day it was granted. */
  scopes: readonly string[];
  /**
   * Refresh-token rotation (facts 1.4): `on` for apps made after 2024-01-02, `off` (same token back, with a warning),
   * `compat` for older apps, where a redeemed token still works and the answer warns.
   */
  rotation: 'on' | 'off' | 'compat';
  /**
   * What a redeemed token does while rotation is on. Jobber documents `refuse`; the others exist at other providers and
   * serve tests of code that must survive them.
   */
  reuse: 'refuse' | 'revoke_family' | 'leeway';
  /** How long a redeemed token still works when `reuse` is `leeway`. */
  reuseLeewaySeconds: number;
  accessTokenTtlSeconds: number;
  /** Some clients believe that Jobber sends `expires_in`; by default it does not (facts 1.3). */
  sendExpiresIn: boolean;
  /** Points that come back per second; Jobber gives 500. More makes a first read quick for browser tests. */
  restoreRate: number;
  /** Whether a new consent for an account ends its earlier grants; unknown for Jobber (facts 11.2). */
  reconsent: 'keep' | 'revoke_earlier';
  /** HTTP status of a refused refresh; not documented by Jobber (facts 11.1). */
  refusalStatus: number;
  /** Consent passes by redirects alone. */
  autoApprove: boolean;
}

/** Every scope that a Jobber app can ask for (facts 1.7). */
export const allScopes = [
  'read_clients',
  'write_clients',
  'read_requests',
  'write_requests',
  'read_quotes',
  'write_quotes',
  'read_jobs',
  'write_jobs',
  'read_scheduled_items',
  'write_scheduled_items',
  'read_invoices',
  'write_invoices',
  'read_jobber_payments',
  'read_users',
  'write_users',
  'write_tax_rates',
  'read_expenses',
  'write_expenses',
  'read_custom_field_configurations',
  'write_custom_field_configurations',
  'read_time_sheets',
  'read_equipment',
  'write_equipment',
] as const;

export const defaultApp: AppRegistration = {
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-secret',
  callbacks: 'any_loopback',
  scopes: allScopes,
  rotation: 'on',
  reuse: 'refuse',
  reuseLeewaySeconds: 30,
  accessTokenTtlSeconds: 3600,
  sendExpiresIn: false,
  restoreRate: 500,
  reconsent: 'keep',
  refusalStatus: 401,
  autoApprove: false,
};

export function acceptsCallback(app: AppRegistration, callback: string): boolean {
  if (app.callbacks !== 'any_loopback') return app.callbacks.includes(callback);
  const url = URL.canParse(callback) ? new URL(callback) : null;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
