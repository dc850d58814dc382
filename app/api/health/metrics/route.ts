import type { NextRequest } from 'next/server';
import { metricsText } from '@/lib/health/metrics';
import { mayReadMetrics } from '@/lib/health/metrics-token';

/** Counts for Prometheus, to whoever shows METRICS_TOKEN; without one set there is no such page. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!mayReadMetrics(request.headers)) return new Response('Not found\n', { status: 404 });
  return new Response(await metricsText(), {
    headers: { 'content-type': 'text/plain; version=0.0.4', 'cache-control': 'no-store' },
  });
}
