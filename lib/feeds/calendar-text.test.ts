import { expect, test } from 'vitest';
import { calendarText } from './calendar-text';

const visit = {
  accountId: 1,
  id: 'Z2lk/1==',
  title: 'Mow; edge, trim',
  clientName: 'Ana Whitfield',
  street: '1 Elm St',
  city: 'Dover',
  startAt: '2026-11-20T13:00:00.000Z',
  endAt: '2026-11-20T15:30:00.000Z',
  isAllDay: false,
  isComplete: false,
  assignees: ['Bo'],
  jobNumber: 12,
  jobberUri: 'https://secure.getjobber.com/jobs/1',
};
const place = {
  name: 'Cedar',
  timeZone: 'America/New_York',
  now: new Date('2026-11-20T12:00:00Z'),
};

test('a visit becomes an event in UTC with separators escaped, its place and who goes', () => {
  const text = calendarText([visit], place);
  expect(text).toContain('DTSTART:20261120T130000Z\r\nDTEND:20261120T153000Z\r\n');
  expect(text).toContain('SUMMARY:Ana Whitfield: Mow\\; edge\\, trim\r\n');
  expect(text).toContain('LOCATION:1 Elm St\\, Dover\r\n');
  expect(text).toContain('DESCRIPTION:Job #12\\nWith Bo\r\n');
  expect(text).toContain('UID:1-Z2lk_1__@fieldboard\r\n');
});

test('an all-day visit is whole days of the account, the end exclusive', () => {
  const allDay = {
    ...visit,
    isAllDay: true,
    startAt: '2026-12-31T05:00:00.000Z',
    endAt: '2027-01-01T04:59:59.000Z',
  };
  expect(calendarText([allDay], place)).toContain(
    'DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n',
  );
});

test('unscheduled visits are left out, long lines fold without cutting a character, no name injects a line', () => {
  const long = { ...visit, title: 'ü'.repeat(90), clientName: 'A\r\nATTENDEE:x' };
  const text = calendarText([{ ...visit, startAt: null }, long], place);
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:A\\nATTENDEE:x: ${'ü'.repeat(90)}`);
  expect(text).not.toMatch(/^ATTENDEE/m);
});
