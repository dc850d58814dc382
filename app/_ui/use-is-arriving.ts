'use client';

import { useSyncExternalStore } from 'react';

/**
 * True on the server and while the browser takes over what came from it, never for what is opened within the app.
 * @public
 */
export function useIsArriving(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => false,
    () => true,
  );
}
