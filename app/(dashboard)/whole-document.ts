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

/** Resolves when every part that the page of this request named has come or failed, or nobody should wait any longer. */
export async function untilWhole(): Promise<void> {
  // The frame is made before the page inside it, which then names its parts.
  await nextTurn();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.allSettled(parts()), patience]);
  clearTimeout(timer);
  // What came is written by now.
  await nextTurn();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
