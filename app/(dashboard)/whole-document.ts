import 'server-only';
import { cache } from 'react';

/** As long as the first byte of a document may wait for what is in it. */
const patienceMs = 300;

type Part = { isThere: boolean; waitedFor: Promise<void> };

const parts = cache((): Part[] => []);

/**
 * The document of this request is not begun before `part` is there, `forMs` at most. A page that comes whole is written
 * once; begun too early, its skeleton is written first and then everything again to take its place.
 */
export function wholeWith<Value>(part: Promise<Value>, forMs = patienceMs): Promise<Value> {
  const noted: Part = {
    isThere: false,
    waitedFor: new Promise((resolve) => {
      const timer = setTimeout(resolve, forMs);
      const came = () => {
        noted.isThere = true;
        clearTimeout(timer);
        resolve();
      };
      part.then(came, came);
    }),
  };
  parts().push(noted);
  return part;
}

/**
 * Resolves when every part that the page of this request named has come or failed (true), or when nobody should wait any
 * longer for one of them (false). What came late while another was waited for has come.
 */
export async function untilWhole(): Promise<boolean> {
  // The frame is made before the page inside it, which then names its parts.
  await nextTurn();
  await Promise.all(parts().map(({ waitedFor }) => waitedFor));
  // What came is on its way by then.
  await nextTurn();
  return parts().every(({ isThere }) => isThere);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
