import type { VisitListRow } from '@/lib/records/contract';
import { RecordState } from '../_ui/record-state';
import { State } from '../_ui/state';

/** A visit is done, late, or as Jobber says. */
export function VisitState({
  visit,
}: {
  visit: Pick<VisitListRow, 'isComplete' | 'isLate' | 'status'>;
}) {
  if (visit.isComplete) return <State tone="closed" word="Done" />;
  if (visit.isLate) return <State tone="bad" word="Late" />;
  return <RecordState kind="visit" status={visit.status} />;
}
