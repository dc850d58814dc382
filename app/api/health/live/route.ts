import { NextResponse } from 'next/server';

/** This process answers. Asks nobody, so that a database that is away gets nothing restarted. */
export function GET(): NextResponse {
  return NextResponse.json({ live: true }, { headers: { 'cache-control': 'no-store' } });
}
