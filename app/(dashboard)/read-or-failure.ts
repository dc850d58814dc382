import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { type EdgeFailure, edgeFailure } from '@/lib/edge-failure';

/** What a page reads, or why it could not, so that the rest of the page still shows. */
export async function readOrFailure<Value extends object>(
  name: string,
  read: () => Promise<Value>,
): Promise<Value | EdgeFailure> {
  try {
    return await read();
  } catch (error) {
    unstable_rethrow(error);
    return edgeFailure(error, { name });
  }
}
