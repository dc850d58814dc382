import type { ReactNode } from 'react';
import { isSandbox } from '@/lib/session/sign-in-place';
import { Frame } from './frame';
import { frameFacts } from './frame-facts';
import { untilWhole, wholeWith } from './whole-document';

/** The frame around every screen. Whether somebody may see what is inside, the pages decide where they read. */
export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <Frame isSandbox={isSandbox()} facts={wholeWith(frameFacts())} whole={untilWhole()}>
      {children}
    </Frame>
  );
}
