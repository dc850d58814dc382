import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { type ChartStep, Grid, scaleTop } from './column-chart';

/**
 * A line and the grey line it is held against, drawn by the server. Unknown steps are gaps; the way to the step that is
 * not over yet is dashed, since what is missing of it looks like a fall.
 * @public
 */
export function LineChart({
  steps,
  running,
  format,
  height = 160,
}: {
  steps: readonly ChartStep[];
  /** The key of the step that is not over yet. */
  running?: string | undefined;
  format: (value: number) => string;
  height?: number;
}) {
  const top = scaleTop(steps.flatMap((step) => [step.value ?? 0, step.before ?? 0]));
  const x = scaleLinear({ domain: [0, Math.max(steps.length - 1, 1)], range: [0, 1000] });
  const y = scaleLinear({ domain: [0, top], range: [height, 0] });
  const runningAt = steps.findIndex(({ key }) => key === running);
  const every = Math.ceil(steps.length / 6);
  return (
    <div className="relative pl-14 text-label" aria-hidden>
      <Grid top={top} format={format} height={height} />
      <svg
        aria-hidden
        viewBox={`0 0 1000 ${height}`}
        preserveAspectRatio="none"
        className="relative block w-full overflow-visible"
        style={{ height }}
      >
        <LinePath
          data={[...steps]}
          x={(_, position) => x(position)}
          y={(step) => y(step.before ?? 0)}
          defined={(step) => step.before !== null}
          className="stroke-ink-soft/45"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
        />
        <LinePath
          data={[...steps]}
          x={(_, position) => x(position)}
          y={(step) => y(step.value ?? 0)}
          defined={(step, position) => step.value !== null && position !== runningAt}
          className="stroke-accent"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
        {runningAt > 0 ? (
          <LinePath
            data={steps.slice(runningAt - 1, runningAt + 1)}
            x={(_, position) => x(runningAt - 1 + position)}
            y={(step) => y(step.value ?? 0)}
            defined={(step) => step.value !== null}
            className="stroke-accent"
            strokeWidth={2}
            strokeDasharray="3 4"
            vectorEffect="non-scaling-stroke"
          />
        ) : null}
      </svg>
      <div className="relative h-5 pt-1.5 text-ink-soft">
        {steps.map((step, position) =>
          position % every === 0 ? (
            <span
              key={step.key}
              className="absolute whitespace-nowrap"
              style={{
                left: `${(position / Math.max(steps.length - 1, 1)) * 100}%`,
                translate: position === 0 ? '0' : position === steps.length - 1 ? '-100%' : '-50%',
              }}
            >
              {step.label}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}
