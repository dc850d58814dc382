import type { NextRequest } from 'next/server';
import { keepSetUp } from '@/lib/setup/keep-set-up';

/** The form of the set-up page; only with the code that the server printed. */
export function POST(request: NextRequest): Promise<Response> {
  return keepSetUp(request);
}
