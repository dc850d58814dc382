import type { NextRequest } from 'next/server';
import { webhookResponse } from '@/lib/sync/webhook-response';

/** Where Jobber sends its webhooks. Anybody may post here; the signature over the raw bytes decides. */
export async function POST(request: NextRequest): Promise<Response> {
  return webhookResponse(request);
}
