/**
 * Waits until all of `parts` are there, but no longer than a glance: what comes within it needs no skeleton. React shows
 * what follows a painted skeleton no sooner than 300 ms after it, so numbers that take 100 ms are seen earlier without one.
 */
export async function aMoment(parts: Promise<unknown>[]): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const glance = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, glanceMs, false);
  });
  const isThere = await Promise.race([Promise.allSettled(parts).then(() => true), glance]);
  clearTimeout(timer);
  return isThere;
}

const glanceMs = 400;
