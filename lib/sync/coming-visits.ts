import 'server-only';
import { z } from 'zod';
import { ask, type Page, pageOf, patient } from './ask';
import { listDocument } from './documents';
import { entities } from './entities';
import { holding } from './hold-account';
import { ingest } from './ingest';
import { finishPage } from './pass';
import { type Leg, legs, type Pass } from './read-plan';
import { askAgain } from './refetch';
import type { Run, Step } from './run';
import type { Stream } from './streams';
import { notPermitted } from './trouble';

/** So many visits that come soonest are then read whole: the first screen shows who goes there. */
const wholeVisits = 100;

/**
 * The visits of the first screens, all days at once: page after page the weeks of a large account would take longer than
 * its points. Who is assigned to later ones comes with the lists of assignees.
 */
export async function readComing(run: Run, stream: Stream): Promise<Step> {
  const { db, accountId } = run;
  const from = run.now();
  const pass: Pass = { from, watermark: stream.watermark, userIds: [] };
  const plan = legs('visit', 'newest', pass);
  const [yesterday, ...coming] = plan;
  const ahead = await Promise.all(coming.map((leg) => readDay(run, leg, true)));
  const days = [...ahead, ...(yesterday ? [await readDay(run, yesterday, false)] : [])];
  if (days.some(({ isShown }) => !isShown)) {
    await notPermitted(run, stream, [...new Set(days.flatMap(({ hidden }) => hidden))]);
    return { requests: days.length, rows: 0 };
  }
  const nodes = days.flatMap((day) => day.nodes);
  const soonest = ahead.flatMap((day) => day.nodes);
  await holding(db, accountId, async (tx) => {
    await askAgain(tx, accountId, 'visit', idsOf(soonest).slice(0, wholeVisits), from);
    await finishPage(tx, run, stream, {
      next: null,
      cursor: { leg: 0, after: null, pages: 0, newestSeen: null, points: 0, userIds: [] },
      page: { nodes, pageInfo: { hasNextPage: false } },
      points: days.reduce((sum, { points }) => sum + points, 0),
      pass,
      counts: false,
    });
  });
  return { requests: days.length, rows: nodes.length };
}

function idsOf(nodes: Page['nodes']): string[] {
  return nodes.map((node) => z.object({ id: z.string() }).parse(node).id);
}

type Day = { nodes: Page['nodes']; points: number; hidden: string[]; isShown: boolean };

// Points that a page asks for and does not need keep others waiting: few days hold more visits than the first page.
/** What lies ahead is not asked when it was completed. */
async function readDay(run: Run, leg: Leg, liesAhead: boolean): Promise<Day> {
  const { db, accountId } = run;
  const document = listDocument(entities.visit, liesAhead ? 'coming' : 'lean', false);
  const day: Day = { nodes: [], points: 0, hidden: [], isShown: true };
  let after: string | null | undefined = null;
  do {
    const readAt = run.now();
    const variables: Record<string, unknown> = { ...leg, first: after ? 40 : 80, after };
    const asked: Awaited<ReturnType<typeof ask>> = await ask(
      patient(run.asker),
      document,
      variables,
      'newest',
    );
    const page = pageOf(asked.data.visits);
    day.points += asked.points;
    if (!page) return { ...day, hidden: asked.hidden, isShown: false };
    await ingest(db, accountId, 'visit', page.nodes, { readAt, part: 'lean' });
    day.nodes.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  return day;
}
