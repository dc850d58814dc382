'use client';

import { Printer } from 'lucide';
import { buttonClass } from '../../_ui/classes';
import { Icon } from '../../_ui/icon';

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
      <Icon of={Printer} className="size-4" />
    </button>
  );
}
