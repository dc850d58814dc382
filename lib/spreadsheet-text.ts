/**
 * A cell's text as a spreadsheet may take it: what it would run as a formula begins with an apostrophe, so it stays text.
 * Real numbers stay numbers.
 * @public
 */
export function spreadsheetText(text: string): string {
  const isNumber = /^[-+]?\d+([.,]\d+)?$/.test(text);
  return /^[=+\-@\t\r\0]/.test(text) && !isNumber ? `'${text}` : text;
}
