'use client';

import { createContext, use } from 'react';
import type { FrameFacts } from './frame-contract';

export const FrameFactsContext = createContext<Promise<FrameFacts>>(
  Promise.resolve({ personName: null, accounts: [] }),
);

/** What the frame knows of the person; whoever asks waits for it. */
export function useFrameFacts(): FrameFacts {
  return use(use(FrameFactsContext));
}
