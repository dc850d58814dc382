import type { ScheduleStop } from '@/lib/records/schedule-contract';
import { type Formats, formatClock } from '../../_ui/formats';

/** How a stop stands: a coloured edge and the word for it, never the colour alone. */
export function stopTone(stop: ScheduleStop): { edge: string; text: string; word: string } {
  if (stop.isComplete) return { edge: 'border-ink-soft/40', text: 'text-ink-soft', word: 'Done' };
  if (stop.isLate) return { edge: 'border-bad', text: 'text-bad', word: 'Late' };
  if (stop.assigneeIds.length === 0)
    return { edge: 'border-warn', text: 'text-ink', word: 'Nobody' };
  return { edge: 'border-accent', text: 'text-ink-soft', word: '' };
}

/** `8:00 AM – 9:30 AM`, or that it takes the day. */
export function clockOf(
  stop: Pick<ScheduleStop, 'startAt' | 'endAt' | 'isAllDay'>,
  formats: Formats,
  withEnd = false,
): string {
  if (stop.isAllDay) return 'All day';
  const start = formatClock(stop.startAt, formats);
  return withEnd && stop.endAt ? `${start} – ${formatClock(stop.endAt, formats)}` : start;
}
