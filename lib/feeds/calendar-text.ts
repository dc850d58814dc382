import type { VisitListRow } from '@/lib/records/contract';

type Visit = Pick<
  VisitListRow,
  | 'accountId'
  | 'id'
  | 'title'
  | 'clientName'
  | 'street'
  | 'city'
  | 'startAt'
  | 'endAt'
  | 'isAllDay'
  | 'isComplete'
  | 'assignees'
  | 'jobNumber'
  | 'jobberUri'
>;

/** Visits as RFC 5545: times in UTC, all-day visits as days of the account's time zone; unscheduled ones are left out. */
export function calendarText(
  visits: readonly Visit[],
  { name, timeZone, now }: { name: string; timeZone: string; now: Date },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fieldboard//Schedule//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${escaped(timeZone)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...visits.flatMap((visit) => eventLines(visit, timeZone, now)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(visit: Visit, timeZone: string, now: Date): string[] {
  if (!visit.startAt) return [];
  const start = new Date(visit.startAt);
  const end = visit.endAt ? new Date(visit.endAt) : null;
  const title = [visit.clientName, visit.title].filter(Boolean).join(': ') || 'Visit';
  const place = [visit.street, visit.city].filter(Boolean).join(', ');
  const about = [
    visit.jobNumber === null ? '' : `Job #${visit.jobNumber}`,
    visit.assignees.length > 0 ? `With ${visit.assignees.join(', ')}` : 'Nobody assigned',
    visit.isComplete ? 'Done' : '',
  ].filter(Boolean);
  return [
    'BEGIN:VEVENT',
    `UID:${visit.accountId}-${visit.id.replaceAll(/[^\w-]/g, '_')}@fieldboard`,
    `DTSTAMP:${instant(now)}`,
    ...(visit.isAllDay
      ? [
          `DTSTART;VALUE=DATE:${dayIn(start, timeZone)}`,
          `DTEND;VALUE=DATE:${dayAfter(end ?? start, timeZone)}`,
        ]
      : [`DTSTART:${instant(start)}`, ...(end && end > start ? [`DTEND:${instant(end)}`] : [])]),
    `SUMMARY:${escaped(title)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    `DESCRIPTION:${escaped(about.join('\n'))}`,
    ...(visit.jobberUri ? [`URL:${visit.jobberUri.replaceAll(/[\r\n]/g, '')}`] : []),
    'END:VEVENT',
  ];
}

function instant(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(at).replaceAll('-', '');
}

/** DTEND of all-day events is the first day that is free again. */
function dayAfter(at: Date, timeZone: string): string {
  const [year = 0, month = 1, day = 1] = [/^\d{4}/, /(?<=^\d{4})\d{2}/, /\d{2}$/].map((part) =>
    Number(part.exec(dayIn(at, timeZone))?.[0]),
  );
  return new Date(Date.UTC(year, month - 1, day + 1))
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '');
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

/** Lines of more than 75 bytes go on after a line break and a space; no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 74) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n ');
}
