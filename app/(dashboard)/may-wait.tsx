'use client';

import { createContext, type ReactNode, Suspense, use, useState } from 'react';
import { useIsArriving } from '../_ui/use-is-arriving';

/** Whether everything in the document of this screen was there before the document was begun; known from then on. */
export const WholeDocument = createContext(Promise.resolve(false));

/**
 * Shows `fallback` until what is inside is there. In a document that came whole nothing waits, and a boundary would
 * harm: React writes what is inside behind the fallback and shows it 300 ms after the first picture.
 */
export function MayWait({
  fallback,
  children,
}: {
  fallback: ReactNode;
  children: ReactNode;
}): ReactNode {
  const isInDocument = useIsArriving();
  const isWhole = use(use(WholeDocument));
  const [needsNone] = useState(isInDocument && isWhole);
  return needsNone ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
