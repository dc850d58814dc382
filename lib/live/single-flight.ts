import type { JobberClient } from '@/lib/jobber/client';

const flights = new Map<string, Promise<unknown>>();

/**
 * Callers that want the same record at the same time share one read, but only over clients that see the same: another
 * person's connection may be permitted something else.
 */
export function singleFlight<Value>(
  client: JobberClient,
  key: string,
  run: () => Promise<Value>,
): Promise<Value> {
  const name = `${client.sharedAs} ${key}`;
  const running = flights.get(name);
  if (running) return running as Promise<Value>;
  const flight = run().finally(() => flights.delete(name));
  flights.set(name, flight);
  return flight;
}
