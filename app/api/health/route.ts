import { NextResponse } from 'next/server';

/** The shortest answer this server gives: what the launcher waits for. */
export function GET(): NextResponse {
  return NextResponse.json({ live: true }, { headers: { 'cache-control': 'no-store' } });
}
