'use client';

import { BellRing, Mail, Webhook } from 'lucide';
import type { KeptAlert } from '@/lib/outbox/alerts';
import { buttonClass } from '../../../_ui/classes';
import { Icon } from '../../../_ui/icon';
import { Said } from '../said';
import { useAct } from '../use-act';
import { endAlertAction, testAlertAction } from './actions';

/** One watched number: where it stands, where the message goes, and the way to end it. */
export function AlertRow({
  slug,
  alert,
  words,
  standing,
}: {
  slug: string;
  alert: Pick<KeptAlert, 'id' | 'channel' | 'target' | 'isBeyond' | 'secret'>;
  words: string;
  standing: string;
}) {
  const { act, isPending, said } = useAct();
  const Channel = alert.channel === 'mail' ? Mail : Webhook;
  return (
    <li className="grid gap-1 border-line border-b px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex items-center gap-2 font-medium">
            {words}
            {alert.isBeyond ? (
              <span className="inline-flex items-center gap-1 rounded-full bg-warn-soft px-2 font-medium text-label">
                <Icon of={BellRing} className="size-3" isBold />
                Beyond
              </span>
            ) : null}
          </p>
          <p className="text-ink-soft text-table">{standing}.</p>
          <p className="flex min-w-0 items-center gap-1.5 text-ink-soft text-table">
            <Icon of={Channel} className="size-3.5 shrink-0" />
            <span className="sr-only">{alert.channel === 'mail' ? 'Mail to' : 'Webhook to'}</span>
            <span className="truncate">{alert.target}</span>
          </p>
        </div>
        <button
          type="button"
          disabled={isPending}
          aria-label={`Send a test of “${words}”`}
          onClick={() =>
            act(
              () => testAlertAction(slug, { slug, id: alert.id }),
              () => 'On its way. Messages, below, tells what came of it.',
            )
          }
          className={buttonClass('quiet', 'small')}
        >
          Send a test
        </button>
        <button
          type="button"
          disabled={isPending}
          aria-label={`End the alert “${words}”`}
          onClick={() =>
            act(
              () => endAlertAction(slug, { slug, id: alert.id }),
              () => null,
            )
          }
          className={buttonClass('plain', 'small')}
        >
          End
        </button>
      </div>
      {alert.secret ? (
        <details className="text-table">
          <summary className="w-fit rounded-control text-ink-soft text-label hover:text-ink">
            How to check the signature
          </summary>
          <p className="mt-1 max-w-prose text-ink-soft">
            The header <code className="font-mono text-label">Fieldboard-Signature</code> is{' '}
            <code className="font-mono text-label">t=seconds,v1=hex</code>: the HMAC-SHA256 of the
            seconds, a dot and the body as it came, with this secret. Refuse what is older than five
            minutes.
          </p>
          <code className="mt-1 block select-all break-all rounded-control bg-press px-2 py-1 font-mono text-label">
            {alert.secret}
          </code>
        </details>
      ) : null}
      <Said said={said} />
    </li>
  );
}
