import { type SQL, sql } from 'drizzle-orm';

/**
 * The condition that `x.search` holds every word of what somebody typed; null when nothing searchable was typed. Words
 * are compared without case and accents, a phone number in any notation by its digits. From three characters on any
 * fragment matches; shorter text must begin the line or the number.
 */
export function searchCondition(typed: string): SQL | null {
  const text = foldedText(typed);
  if (text === '') return null;
  const phone = phoneDigits(text);
  if (phone !== null) return sql`(${contains(phone)} or ${contains(text)})`;
  const words = text.split(' ');
  if (words.every((word) => word.length < 3)) {
    const start = text.slice(0, 11);
    return sql`(${begins(start)} or ${begins(`#${start}`)})`;
  }
  return sql.join(words.map(contains), sql` and `);
}

/**
 * Text as `record_search.search` holds it: no accents, lowercase, single spaces. A comma or semicolon after a word
 * counts for nothing, so that "Crawford, Amanda" and a pasted address find what "Amanda Crawford" and its street do.
 */
export function foldedText(typed: string): string {
  return typed
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('\0', '')
    .toLowerCase()
    .replace(/[,;]*(\s+|$)/g, ' ')
    .trim()
    .slice(0, 200);
}

/** The digits of something that looks like a phone number, without the country code of North America. */
function phoneDigits(text: string): string | null {
  if (!/^[\d\s()+./-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3 || digits === text) return null;
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

const contains = (word: string) => sql`x.search like ${`%${escaped(word)}%`}`;
// The expression is the one of the index record_search_prefix.
const begins = (start: string) => sql`left(x.search, 12) like ${`${escaped(start)}%`}`;
const escaped = (word: string) => word.replace(/[\\%_]/g, '\\$&');
