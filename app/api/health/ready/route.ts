import { NextResponse } from 'next/server';
import { readiness } from '@/lib/health/readiness';

/** Whether this server can do its work, part by part: 200, or 503 with what is missing. */
export async function GET(): Promise<NextResponse> {
  const { isReady, parts, renewals } = await readiness();
  return NextResponse.json(
    { ready: isReady, parts, renewals },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
