import { AppError } from '@/lib/errors';

/** From here on the difference matters: a sign-in must come back within minutes. */
const skewLimitMs = 60_000;

/**
 * What one question to Jobber shows without any credentials: whether it answers, and how far this machine's clock is
 * ahead of its own, by the Date of the answer; null when it tells no time.
 * @public
 */
export type JobberSeen = { status: number; skewMs: number | null };

/**
 * Asks Jobber for nothing. Throws `jobber_unreachable` when no answer comes within `patienceMs`.
 * @public
 */
export async function seeJobber(apiUrl: string, patienceMs = 10_000): Promise<JobberSeen> {
  const before = Date.now();
  const answer = await fetch(new URL('/api/graphql', apiUrl), {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw new AppError(
      'jobber_unreachable',
      `${apiUrl} does not answer. Check this server’s way to the internet, its DNS and firewall.`,
      { cause },
    );
  });
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  // The header counts whole seconds.
  const skewMs = Number.isNaN(theirs) ? null : (before + Date.now()) / 2 - (theirs + 500);
  return { status: answer.status, skewMs };
}

/**
 * What a difference of the clocks means, in a sentence; null while it is small enough not to matter.
 * @public
 */
export function clockProblem(skewMs: number): string | null {
  if (Math.abs(skewMs) <= skewLimitMs) return null;
  const direction = skewMs > 0 ? 'ahead of' : 'behind';
  return `The clock of this machine is ${lengthOf(Math.abs(skewMs))} ${direction} Jobber’s. Turn on network time (on Linux: timedatectl set-ntp true), else sign-ins and tokens misjudge their age.`;
}

function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return `${seconds} s (${minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} hours`})`;
}
