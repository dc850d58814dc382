import 'server-only';
import { cache } from 'react';

/** As long as the first byte of a document may wait for what is in it. */
const patienceMs = 300;

const parts = cache((): Promise<boolean>[] => []);

/**
 * The document of this request is not begun before `part` is there, `forMs` at most. A page that comes whole is written
 * once; begun too early, its skeleton is written first and then everything again to take its place.
 */
export function wholeWith<Part>(part: Promise<Part>, forMs = patienceMs): Promise<Part> {
  parts().push(isThereWithin(part, forMs));
  return part;
}

/**
 * Resolves when every part that the page of this request named has come or failed (true), or when nobody should wait any
 * longer for one of them (false).
 */
export async function untilWhole(): Promise<boolean> {
  // The frame is made before the page inside it, which then names its parts.
  await nextTurn();
  const came = await Promise.all(parts());
  // What came is on its way by then.
  await nextTurn();
  return came.every(Boolean);
}

async function isThereWithin(part: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const isThere = await Promise.race([Promise.allSettled([part]).then(() => true), patience]);
  clearTimeout(timer);
  return isThere;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
