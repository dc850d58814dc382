import { type Formats, formatMoney, moneyParts } from './formats';

/**
 * An amount in the account's currency. Null is unknown and shows a dash with its reason; zero is set quietly, as nothing is to do.
 * @public
 */
export function Money({
  cents,
  formats,
  unknown = 'Not known',
}: {
  cents: number | null;
  formats: Formats;
  unknown?: string;
}) {
  if (cents === null) return <Unknown reason={unknown} />;
  if (cents === 0) {
    return <span className="text-ink-soft tabular-nums">{formatMoney(0, formats, true)}</span>;
  }
  const { amount, fraction } = moneyParts(cents, formats);
  return (
    <span className="whitespace-nowrap tabular-nums">
      {amount}
      <span className="text-ink-soft">{fraction}</span>
    </span>
  );
}

/**
 * Says why a value is missing, of records that have it: the given reason, or that their details have not been read.
 * @public
 */
export type Missing = (reason: string) => string;

/**
 * The `Missing` of records whose details have been read or not.
 * @public
 */
export function missingIn(isRead: boolean): Missing {
  return missingFor(isRead ? null : notReadYet);
}

/**
 * The `Missing` of values behind a gap; null: there is none.
 * @public
 */
export function missingFor(gap: string | null): Missing {
  return (reason) => gap ?? reason;
}

/**
 * The reason of what is still to come.
 * @public
 */
export const notReadYet = 'Not read from Jobber yet';

/**
 * A dash for a value that nobody knows, dots for one that is still to come; the reason is on hover and read out.
 * @public
 */
export function Unknown({ reason }: { reason: string }) {
  return (
    <span className="cursor-help text-ink-soft" title={reason}>
      <span aria-hidden>{reason === notReadYet ? '…' : '—'}</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}
