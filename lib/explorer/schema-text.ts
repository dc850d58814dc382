import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

let text: Promise<string> | undefined;

/**
 * The part of Jobber's schema that this version knows. Jobber may have more: the editor's marks are advice, and the
 * server judges a query without it.
 * @public
 */
export function schemaText(): Promise<string> {
  text ??= readFile(path.join(process.cwd(), 'lib/sandbox/schema.graphql'), 'utf8');
  return text;
}
