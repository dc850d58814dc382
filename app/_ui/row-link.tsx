import type { Route } from 'next';
import type { ReactNode } from 'react';

/**
 * The link of a row. It covers the whole row, so a click anywhere opens the record and a middle click a tab. Hundreds of
 * them share one listener (`NearLinks` in the frame), which goes there without loading a page anew and fetches ahead.
 * @public
 */
export function RowLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <a href={href} data-row-link="" className="row-link">
      {children}
    </a>
  );
}
