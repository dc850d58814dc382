import type { Delivery } from '@/lib/outbox/alerts';
import { type Formats, formatExact } from '../../../_ui/formats';

/** The last messages, whether they arrived, and why not. */
export function Deliveries({
  deliveries,
  names,
  formats,
}: {
  deliveries: readonly Delivery[];
  names: ReadonlyMap<string, string>;
  formats: Formats;
}) {
  return (
    <section aria-label="Messages" className="-mx-4 -mb-4 border-line border-t pt-3">
      <h3 className="px-4 font-medium text-ink-soft text-label">Messages</h3>
      <ul>
        {deliveries.map((delivery) => (
          <li
            key={delivery.id}
            className="grid gap-x-3 border-line border-b px-4 py-2 text-table last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="truncate">{names.get(delivery.alertId)}</span>
            <span className="flex items-center gap-2 sm:justify-end">
              <span aria-hidden className={`size-2 shrink-0 rounded-full ${toneOf(delivery)}`} />
              {stateOf(delivery)}
            </span>
            <span className="text-ink-soft text-label">
              <time dateTime={delivery.at}>{formatExact(delivery.at, formats)}</time>
            </span>
            <span className="text-ink-soft text-label sm:text-right">
              {delivery.sentAt ? '' : (delivery.error ?? '')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateOf({ sentAt, isGivenUp, attempts }: Delivery): string {
  if (sentAt) return 'Arrived';
  const tries = `${attempts} ${attempts === 1 ? 'try' : 'tries'}`;
  if (isGivenUp) return `Given up after ${tries}`;
  return attempts === 0 ? 'Waiting' : `Waiting, ${tries} so far`;
}

function toneOf({ sentAt, isGivenUp }: Delivery): string {
  if (sentAt) return 'bg-good';
  return isGivenUp ? 'bg-bad' : 'bg-warn';
}
