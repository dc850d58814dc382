import type { JobberClient } from '@/lib/jobber/client';

const flights = new WeakMap<JobberClient, Map<string, Promise<unknown>>>();

/**
 * Callers that want the same record of the same connection at the same time share one read. Keyed by the client object,
 * because another person's connection may be permitted something else.
 */
export function singleFlight<Value>(
  client: JobberClient,
  key: string,
  run: () => Promise<Value>,
): Promise<Value> {
  const running = flights.get(client) ?? new Map<string, Promise<unknown>>();
  flights.set(client, running);
  const existing = running.get(key);
  if (existing) return existing as Promise<Value>;
  const flight = run().finally(() => running.delete(key));
  running.set(key, flight);
  return flight;
}
