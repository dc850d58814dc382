import { spreadsheetText } from '@/lib/spreadsheet-text';

/** The boxes of the rows on screen, in their order. */
export function boxesOf(list: HTMLElement): HTMLInputElement[] {
  return [...list.querySelectorAll<HTMLInputElement>('[data-select]')];
}

/**
 * Headings and chosen rows as a spreadsheet takes them from the clipboard: what is on screen, tabs between cells, dates
 * whole and in the time zone of their row.
 */
export function copiedText(
  list: HTMLElement,
  boxes: readonly HTMLInputElement[],
  zoneOf: (key: string) => string,
): string {
  const headings = [...list.querySelectorAll<HTMLElement>('[role=columnheader]')];
  const lines = boxes.flatMap((box) => {
    const row = box.closest('tr');
    return row ? [cellsOf(row, zoneOf(box.dataset.select ?? ''))] : [];
  });
  return [headings.filter(isShown).map(wordsOf), ...lines]
    .map((cells) => cells.map((cell) => spreadsheetText(cell)).join('\t'))
    .join('\r\n');
}

function cellsOf(row: HTMLElement, zone: string): string[] {
  const cells = [...row.querySelectorAll<HTMLElement>('[role=cell]')].filter(isShown);
  return cells.map((cell) => {
    const at = cell.querySelector('time')?.dateTime;
    return at ? momentOf(at, zone) : wordsOf(cell);
  });
}

/** What the eye reads: no dashes for the unknown, no words for screen readers alone. */
function wordsOf(cell: HTMLElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll('.sr-only, [aria-hidden], label')) part.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

// Swedish writes `2026-11-29 08:00`, which every spreadsheet reads as a date.
function momentOf(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(iso));
}

function isShown(cell: HTMLElement): boolean {
  return getComputedStyle(cell).display !== 'none';
}
