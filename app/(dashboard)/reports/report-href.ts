import type { Route } from 'next';
import type { ReportName } from '@/lib/reports/catalog';

/**
 * The page of a report with its choices; what is undefined is left out.
 * @public
 */
export function reportHref(
  name: ReportName,
  choices: Record<string, string | undefined> = {},
): Route {
  return withQuery(`/reports/${name}`, choices);
}

/**
 * A path with the choices that are made.
 * @public
 */
export function withQuery(path: string, choices: Record<string, string | undefined>): Route {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(choices)) if (value) query.set(key, value);
  return (query.size > 0 ? `${path}?${query}` : path) as Route;
}
