import { releaseTestServer } from '@/db/test-db';
import type { WorldSize } from '@/lib/sandbox/world/world';
import { concluded, rounded } from '../timing';
import { drift } from './drift';
import { firstScreens } from './first-screens';
import { type Case, freshness } from './freshness';
import { newcomers } from './newcomer';
import { onClock } from './on-clock';
import { parts } from './points-by-part';
import { twoWorkers } from './two-workers';

/*
 * First read and staying fresh, all in virtual time: `bench:reading screens|workers|newcomer|fresh|drift`, the third and
 * fourth with the size of the account (small, medium, large).
 */
const [name = 'screens', asked] = process.argv.slice(2);
const size = (asked ?? 'small') as WorldSize;

const benches: Record<string, () => Promise<void>> = {
  screens,
  workers,
  newcomer,
  fresh,
  drift: findingDrift,
};
const bench = benches[name];
if (!bench) throw new Error(`no such bench; there are ${Object.keys(benches).join(', ')}`);
await bench();
await releaseTestServer();

async function screens(): Promise<void> {
  const small = await onClock('small', firstScreens);
  const large = await onClock('large', firstScreens);
  const rows = small.map((one, at) => {
    const other = large[at] ?? one;
    const missing = one.missing + other.missing;
    return {
      kind: one.kind,
      'small s': one.seconds,
      'large s': other.seconds,
      'small rows': one.rows,
      'large rows': other.rows,
      missing,
    };
  });
  console.table(rows);
  const last = (of: typeof small) => Math.max(...of.map(({ seconds }) => seconds));
  // A large account has as many more visits in two weeks; the newest hundred of its lists are as many.
  const lists = (of: typeof small) => of.filter(({ kind }) => kind !== 'visit');
  const ratio = rounded(last(lists(large)) / last(lists(small)));
  const missing = rows.reduce((sum, row) => sum + row.missing, 0);
  concluded({ bench: 'screens', small: last(small), large: last(large), ratio, missing }, [
    ...(last(large) > 3 || last(small) > 3 ? ['the first screens take more than 3 s'] : []),
    ...(ratio > 1.1 ? ['a large account waits 1.1 times as long as a small one'] : []),
    ...(missing > 0 ? ['records of the first screens are missing'] : []),
  ]);
}

async function workers(): Promise<void> {
  const shared = await onClock(size, (on) => twoWorkers(on));
  console.table([shared]);
  concluded({ bench: 'workers', size, ...shared }, [
    ...(shared.isRead ? [] : ['not everything was read']),
    ...(shared.throttled + shared.refused > 0 ? ['Jobber refused requests'] : []),
    ...(shared.waitP99 > 50 ? ['a person waits more than 50 ms for points'] : []),
  ]);
}

async function newcomer(): Promise<void> {
  const lines = [];
  for (const pool of [
    { reading: 1, slots: 4 },
    { reading: 1, slots: 1 },
    { reading: 6, slots: 4 },
  ])
    lines.push(await newcomers(size, pool));
  console.table(lines);
  concluded({ bench: 'newcomer', size, lines }, [
    ...(lines.some(({ startS }) => startS > 3)
      ? ['a newcomer waits more than 3 s to be read']
      : []),
  ]);
}

async function fresh(): Promise<void> {
  const cases: Case[] = [
    // Some 300 changes a day, which is what a busy office makes; the others are its busiest hours, twice over.
    { hasWebhooks: true, isViewed: false, hours: 12, editsPerHour: 5 },
    { hasWebhooks: true, isViewed: true, hours: 4, editsPerHour: 30 },
    { hasWebhooks: false, isViewed: true, hours: 4, editsPerHour: 30 },
  ];
  const broken: string[] = [];
  const results = [];
  for (const one of cases) {
    const { edits, waits, shares } = await onClock(size, (on) => freshness(on, one));
    const title = `${one.hasWebhooks ? 'webhooks' : 'no webhooks'}, ${one.isViewed ? 'viewed' : 'nobody looks'}`;
    console.log(`\n${title}: ${edits} edits in ${one.hours} h`);
    console.table(
      waits.map((line) => ({ ...line, p50: rounded(line.p50), p99: rounded(line.p99) })),
    );
    const percent = Object.fromEntries(parts.map((part) => [part, rounded(100 * shares[part], 3)]));
    console.table([percent]);
    const total = parts.reduce((sum, part) => sum + shares[part], 0);
    const told = waits.filter(({ net }) => net === 'dated' || net === 'day');
    const late = (limit: number, percentile: 'p50' | 'p99') =>
      told.some((line) => line[percentile] > limit);
    if (one.hasWebhooks && late(5, 'p50'))
      broken.push(`${title}: half of the changes take more than 5 s`);
    if (late(one.hasWebhooks ? 60 : 75, 'p99'))
      broken.push(`${title}: one change in a hundred is too late`);
    if (one.isViewed && total > 0.05) broken.push(`${title}: more than 5 % of the points`);
    if (!one.isViewed && total - shares.visits > 0.002)
      broken.push(`${title}: more than 0.2 % of the points`);
    results.push({ ...one, edits, waits, percent });
  }
  concluded({ bench: 'fresh', size, results }, broken);
}

async function findingDrift(): Promise<void> {
  const found = await drift(100_000, 10);
  console.table([found]);
  const ratio = rounded(found.sweepPoints / found.points, 1);
  concluded({ bench: 'drift', ...found, ratio }, [
    ...(found.found === 10 && found.left === 0 ? [] : ['not all that drifted was found']),
    ...(ratio < 100 ? ['finding it takes more than 1/100 of the points of reading all ids'] : []),
  ]);
}
