import type { NextRequest } from 'next/server';
import { feedResponse } from '@/lib/feeds/feed-response';

/** Feeds for spreadsheets, calendars and scripts, opened by a feed key instead of a session. */
export async function GET(
  request: NextRequest,
  context: { params: Promise<{ file: string }> },
): Promise<Response> {
  const { file } = await context.params;
  return feedResponse(request, file);
}
