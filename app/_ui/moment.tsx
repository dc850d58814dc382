import { type Formats, formatExact, formatMoment } from './formats';
import { Unknown } from './money';

/**
 * A point in time, relative near `now`, exact on hover.
 * @public
 */
export function Moment({
  at,
  now,
  formats,
  time = false,
  unknown = 'No date',
}: {
  at: string | null;
  now: string;
  formats: Formats;
  time?: boolean;
  unknown?: string;
}) {
  if (at === null) return <Unknown reason={unknown} />;
  return (
    <time dateTime={at} title={formatExact(at, formats)} className="whitespace-nowrap tabular-nums">
      {formatMoment(at, now, formats, { time })}
    </time>
  );
}
