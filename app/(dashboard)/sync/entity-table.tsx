import { Lock } from 'lucide';
import type { EntityProgress } from '@/lib/sync/progress-contract';
import { type Formats, formatAgo, formatCount, formatDay, formatExact } from '../../_ui/formats';
import { Icon } from '../../_ui/icon';
import { notReadYet, Unknown } from '../../_ui/money';
import { hiddenSentence } from '../../_ui/notice';
import { capital } from '../../_ui/plain-words';
import { State } from '../../_ui/state';
import { kindWords } from '../kind-words';
import { stateWords } from './sync-words';

const cell = 'px-4 py-2 align-top';

/** Kind by kind: how many, from when on, how old, what it cost, and what is wrong. */
export function EntityTable({
  entities,
  now,
  formats,
}: {
  entities: readonly EntityProgress[];
  now: string;
  formats: Formats;
}) {
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <table className="w-full text-left text-table">
        <caption className="sr-only">What has been read of each kind of record</caption>
        <thead className="border-line border-b text-ink-soft text-label">
          <tr>
            <th className={`${cell} font-medium`}>Records</th>
            <th className={`${cell} text-right font-medium`}>Here</th>
            <th className={`${cell} font-medium max-sm:hidden`}>Period</th>
            <th className={`${cell} font-medium max-sm:hidden`}>Changes looked for</th>
            <th className={`${cell} text-right font-medium max-desk:hidden`}>Points</th>
            <th className={`${cell} font-medium`}>State</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {entities.map((entity) => (
            <Row key={entity.kind} entity={entity} now={now} formats={formats} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entity, now, formats }: { entity: EntityProgress; now: string; formats: Formats }) {
  const { many, hides, scope } = kindWords[entity.kind];
  if (entity.state === 'not_permitted') {
    return (
      <tr>
        <th scope="row" className={`${cell} font-normal`}>
          {capital(many)}
        </th>
        <td className={`${cell} text-ink-soft`} colSpan={5}>
          <span className="flex gap-2">
            <Icon of={Lock} className="mt-0.5 size-4 shrink-0 text-warn" />
            <span>
              {hiddenSentence(many)}. That hides {hides}. Tick “{scope}: read” for the app in
              Jobber’s Developer Center, then reconnect.
            </span>
          </span>
        </td>
      </tr>
    );
  }
  const state = stateWords[entity.state];
  return (
    <tr>
      <th scope="row" className={`${cell} font-normal`}>
        {capital(many)}
        <span className="block text-ink-soft text-label sm:hidden">{period(entity, formats)}</span>
        {entity.lastError ? (
          <span className="block max-w-prose text-bad text-label">{entity.lastError.message}</span>
        ) : null}
      </th>
      <td className={`${cell} text-right tabular-nums`}>
        <Count entity={entity} formats={formats} />
      </td>
      <td className={`${cell} text-ink-soft max-sm:hidden`}>{period(entity, formats)}</td>
      <td className={`${cell} whitespace-nowrap max-sm:hidden`}>
        {entity.readAt ? (
          <time dateTime={entity.readAt} title={formatExact(entity.readAt, formats)}>
            {formatAgo(Date.parse(now) - Date.parse(entity.readAt))}
          </time>
        ) : (
          <Unknown reason={notReadYet} />
        )}
      </td>
      <td className={`${cell} text-right text-ink-soft tabular-nums max-desk:hidden`}>
        {formatCount(entity.points, formats)}
      </td>
      <td className={cell}>
        <State {...state} />
      </td>
    </tr>
  );
}

/** While the first read goes on, the rows beside what Jobber says there are, with a bar. */
function Count({ entity, formats }: { entity: EntityProgress; formats: Formats }) {
  const expected = entity.expected ?? entity.expectedRecent;
  const rows = formatCount(entity.rows, formats);
  if (entity.covered === 'all' || expected === null || entity.rows >= expected) return rows;
  return (
    <>
      {rows} <span className="text-ink-soft">of about {formatCount(expected, formats)}</span>
      <span aria-hidden className="mt-1 block h-1 overflow-hidden rounded-full bg-press">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${Math.round((entity.rows / Math.max(1, expected)) * 100)}%` }}
        />
      </span>
    </>
  );
}

function period(entity: EntityProgress, formats: Formats): string {
  if (entity.covered === 'all') {
    return entity.hasDetails ? 'Everything' : 'Everything; some fields still to come';
  }
  if (entity.covered === 'recent' && entity.coveredFrom) {
    return `Since ${formatDay(entity.coveredFrom, formats)}`;
  }
  return entity.covered === 'newest' ? 'The newest' : 'Nothing yet';
}
