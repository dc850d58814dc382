'use client';

import { useSyncExternalStore } from 'react';

/**
 * Says so when the browser shows another address than the one this server takes for its own: nobody could sign in there.
 * Only the browser knows; a proxy in between may tell the server anything.
 * @public
 */
export function AddressCheck({ expected }: { expected: string }) {
  const shown = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => expected,
  );
  if (shown === expected) return null;
  const { pathname, search } = window.location;
  return (
    <div
      role="alert"
      className="grid gap-1 rounded-card border border-warn/40 bg-warn-soft px-4 py-2.5 text-table"
    >
      <p className="font-medium">This is not the address of this server</p>
      <p className="break-words">
        Your browser shows {shown}, but this server was told that people open {expected}. Signing in
        works only there.
      </p>
      <p className="break-words">
        <a href={`${expected}${pathname}${search}`} className="text-accent underline">
          Go on at {expected}
        </a>
        . {otherWay(shown)}
      </p>
    </div>
  );
}

/** What to do when the browser is right and the server is wrong. */
function otherWay(shown: string): string {
  const { protocol, hostname } = new URL(shown);
  return protocol === 'https:' || hostname === 'localhost'
    ? `If people should use the other one, set NEXTAUTH_URL=${shown} and start the server again; its callback URL changes with it.`
    : 'For other machines put a proxy with https in front, set NEXTAUTH_URL to its address and start the server again; the callback URL changes with it.';
}

/** An address changes only with the page. */
function never(): () => void {
  return () => undefined;
}
