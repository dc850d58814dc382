import 'server-only';
import { cache } from 'react';

/** As long as the first byte of a document may wait for what is in it. */
const patienceMs = 300;

const parts = cache((): Promise<unknown>[] => []);

/**
 * The document of this request is not begun before `part` is there, 300 ms at most. A page that comes whole is written
 * once; begun too early, its skeleton is written first and then everything again to take its place.
 */
export function wholeWith<Part>(part: Promise<Part>): Promise<Part> {
  parts().push(part);
  return part;
}

/**
 * Resolves when every part that the page of this request named has come or failed (true), or when nobody should wait any
 * longer (false).
 */
export async function untilWhole(): Promise<boolean> {
  // The frame is made before the page inside it, which then names its parts.
  await nextTurn();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const isWhole = await Promise.race([Promise.allSettled(parts()).then(() => true), patience]);
  clearTimeout(timer);
  // What came is on its way by then.
  await nextTurn();
  return isWhole;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
