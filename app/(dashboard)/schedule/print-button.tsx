'use client';

import { Printer } from 'lucide-react';
import { buttonClass } from '../../_ui/classes';

/** Prints the schedule as it is on screen, without navigation. */
export function PrintButton() {
  return (
    <button
      type="button"
      title="Print"
      aria-label="Print"
      onClick={() => window.print()}
      className={`${buttonClass('quiet', 'square')} print:hidden`}
    >
      <Printer aria-hidden className="size-4" strokeWidth={1.5} />
    </button>
  );
}
