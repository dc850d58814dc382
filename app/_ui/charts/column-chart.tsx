import { clsx } from 'clsx';

/** One step of a chart; null is unknown and leaves a gap. */
export type ChartStep = { key: string; label: string; value: number | null; before: number | null };

/**
 * Columns from zero, each beside a grey one of what it is held against. Every column is a link to its rows where `href`
 * says so. Plain elements: they stretch with the page and come with the HTML; the table behind speaks to screen readers.
 * @public
 */
export function ColumnChart({
  steps,
  format,
  href,
  height = 220,
}: {
  steps: readonly ChartStep[];
  format: (value: number) => string;
  href?: (key: string) => string;
  height?: number;
}) {
  const top = scaleTop(steps.flatMap((step) => [step.value ?? 0, step.before ?? 0]));
  const every = Math.ceil(steps.length / 8);
  const isCompared = steps.some((step) => step.before !== null);
  return (
    <div className="relative overflow-x-clip pl-14 text-label" aria-hidden>
      <Grid top={top} format={format} height={height} />
      <div className="relative flex items-end gap-[3px]" style={{ height }}>
        {steps.map((step) => (
          <Column
            key={step.key}
            step={step}
            isCompared={isCompared}
            top={top}
            format={format}
            href={href?.(step.key)}
          />
        ))}
      </div>
      <div className="flex gap-[3px] pt-1.5 text-ink-soft">
        {steps.map((step, position) => (
          <span key={step.key} className="relative h-4 min-w-0 flex-1">
            {position % every === 0 && steps.length - position > every / 2 ? (
              <span
                className={clsx(
                  'absolute left-0 whitespace-nowrap',
                  (position / every) % 2 === 1 && 'max-sm:hidden',
                )}
              >
                {withoutNote(step.label)}
              </span>
            ) : null}
          </span>
        ))}
      </div>
    </div>
  );
}

function Column({
  step,
  isCompared,
  top,
  format,
  href,
}: {
  step: ChartStep;
  isCompared: boolean;
  top: number;
  format: (value: number) => string;
  href: string | undefined;
}) {
  const title = `${step.label}: ${step.value === null ? 'not known' : format(step.value)}${
    step.before === null ? '' : `, before ${format(step.before)}`
  }`;
  const bars = (
    <>
      {isCompared ? (
        <span className="w-1/3 rounded-t-[2px] bg-line" style={share(step.before ?? 0, top)} />
      ) : null}
      <span
        className={clsx(
          'min-w-px flex-1 rounded-t-[2px] bg-accent/85 transition-colors group-hover/column:bg-accent',
        )}
        style={share(step.value ?? 0, top)}
      />
    </>
  );
  const className = 'group/column flex h-full min-w-0 flex-1 items-end gap-px';
  if (href === undefined) {
    return (
      <span title={title} className={className}>
        {bars}
      </span>
    );
  }
  return (
    <a href={href} title={title} tabIndex={-1} className={className}>
      {bars}
    </a>
  );
}

/** Four lines with what they stand for; `top` is a round number at or above the highest value. */
export function Grid({
  top,
  format,
  height,
}: {
  top: number;
  format: (value: number) => string;
  height: number;
}) {
  return [0, 0.25, 0.5, 0.75, 1].map((at) => (
    <div
      key={at}
      className="absolute right-0 left-0 flex items-center"
      style={{ top: height * (1 - at), transform: 'translateY(-50%)' }}
    >
      <span className="w-12 shrink-0 pr-2 text-right text-ink-soft tabular-nums">
        {at === 0.25 || at === 0.75 ? '' : format(top * at)}
      </span>
      <span className="h-px flex-1 bg-line/60" />
    </div>
  ));
}

/** The next of 1, 2, 2.5 and 5 times a power of ten above all values; 100 when there is nothing to show. */
export function scaleTop(values: readonly number[]): number {
  const highest = Math.max(0, ...values);
  if (highest === 0) return 100;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= highest) ?? 10;
  return step * power;
}

/** `23 Nov (week 48)` has no room under its column. */
function withoutNote(label: string): string {
  return label.replace(/ \(.*\)$/, '');
}

function share(value: number, top: number) {
  const percent = Math.max(0, Math.min(100, (value / top) * 100));
  return { height: `${value > 0 ? Math.max(percent, 0.8) : 0}%` };
}
