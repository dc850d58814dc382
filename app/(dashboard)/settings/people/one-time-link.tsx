'use client';

import { useState } from 'react';
import { buttonClass } from '../../../_ui/classes';
import { fieldClass } from '../field';

/** A link that exists on this screen alone: to copy now, for one use within seven days. */
export function OneTimeLink({ link, name }: { link: string; name: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="grid gap-2 rounded-card border border-accent/40 bg-accent-soft p-3 text-table">
      <p>
        Send this link to {name}, in a way only {name} reads. It works once, within seven days, and
        is not shown again.
      </p>
      <div className="flex gap-2">
        <input
          readOnly
          aria-label={`Link for ${name}`}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          className={`${fieldClass} font-mono text-label`}
        />
        <button
          type="button"
          onClick={() => {
            void navigator.clipboard?.writeText(link).then(() => setCopied(true));
          }}
          className={buttonClass('plain')}
        >
          {isCopied ? 'Copied' : 'Copy'}
        </button>
      </div>
    </div>
  );
}
