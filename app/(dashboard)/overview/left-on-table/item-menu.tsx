'use client';

import { Ellipsis } from 'lucide';
import { useRouter } from 'next/navigation';
import { useId, useState, useTransition } from 'react';
import type { TableItem } from '@/lib/reports/contract';
import { menuClass, menuItemClass } from '../../../_ui/classes';
import { Icon } from '../../../_ui/icon';
import { decideAction } from './actions';

const waits = [
  { label: 'Put off 3 days', days: 3 },
  { label: 'Put off a week', days: 7 },
  { label: 'Put off a month', days: 30 },
] as const;

/** What one can decide about an item; the list reads itself anew afterwards. */
export function ItemMenu({
  item,
  account,
  onDecided,
}: {
  item: TableItem;
  account: string;
  onDecided: () => void;
}) {
  const id = useId();
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const isHidden = item.snoozedUntil !== null;

  const decide = (input: Parameters<typeof decideAction>[1]) => {
    document.getElementById(id)?.hidePopover();
    startTransition(async () => {
      const result = await decideAction(account, input);
      setFailure('error' in result ? result.error.message : null);
      if ('error' in result) return;
      onDecided();
      router.refresh();
    });
  };
  const ref = { kind: item.kind, id: item.id };

  return (
    <span className="relative z-10 inline-flex items-center gap-2">
      {failure ? (
        <span role="alert" className="text-bad text-label">
          {failure}
        </span>
      ) : null}
      <button
        type="button"
        popoverTarget={id}
        disabled={isPending}
        aria-label={`Decide about ${item.label}`}
        className="inline-grid size-7 place-content-center rounded-control text-ink-soft hover:bg-press hover:text-ink disabled:opacity-50 pointer-coarse:size-11"
        style={{ anchorName: `--${id.replace(/\W/g, '')}` }}
      >
        <Icon of={Ellipsis} className="size-4" />
      </button>
      <div
        id={id}
        popover="auto"
        className={menuClass}
        style={{
          positionAnchor: `--${id.replace(/\W/g, '')}`,
          positionArea: 'bottom span-left',
          positionTryFallbacks: 'flip-block',
        }}
      >
        {isHidden ? (
          <button
            type="button"
            className={menuItemClass}
            onClick={() => decide({ what: 'back', item: ref })}
          >
            Back on the list
          </button>
        ) : (
          <>
            {waits.map(({ label, days }) => (
              <button
                key={days}
                type="button"
                className={menuItemClass}
                onClick={() => decide({ what: 'put-off', item: ref, until: dayAhead(days) })}
              >
                {label}
              </button>
            ))}
            <button
              type="button"
              className={menuItemClass}
              onClick={() => decide({ what: 'done', item: ref })}
            >
              Done
            </button>
          </>
        )}
      </div>
    </span>
  );
}

function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
