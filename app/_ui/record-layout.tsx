import type { ReactNode } from 'react';

/**
 * A record: who and what on the left, everything else on the right; one column on a phone, key figures first.
 * @public
 */
export function RecordLayout({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="lg:grid lg:min-h-[calc(100dvh-3.25rem)] lg:grid-cols-[360px_minmax(0,1fr)]">
      <div className="border-line pb-2 lg:border-r">{left}</div>
      <div className="min-w-0 max-lg:border-line max-lg:border-t">{right}</div>
    </div>
  );
}
