import type { ConnectionState } from '@/lib/connection/connection-state';

/** An account of the person as the frame shows it: in the switcher, in the palette. */
export type FrameAccount = {
  id: number;
  slug: string;
  name: string;
  connection: ConnectionState;
};

/** Who looks, and at which accounts they may; no person while nobody is signed in. */
export type FrameFacts = { personName: string | null; accounts: readonly FrameAccount[] };
