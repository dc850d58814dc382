import { releaseTestServer } from '@/db/test-db';
import { type Figures, runScenario, type Scenario, type Trouble } from './harness';

const crowd = { processes: 6, callers: 25, connections: 40, limitMs: 900_000 };

const scenarios: Omit<Scenario, 'protocol'>[] = [
  { ...crowd, trouble: 'none', processes: 8, rotations: 300, strokes: 0 },
  { ...crowd, trouble: 'sigterm', rotations: 300, strokes: 100 },
  { ...crowd, trouble: 'database sessions', rotations: 300, strokes: 60 },
  { ...crowd, trouble: 'database away', rotations: 100, strokes: 10 },
  { ...crowd, trouble: 'sigkill', rotations: 300, strokes: 100 },
  { ...crowd, trouble: 'destroyed answers', rotations: 300, strokes: 25 },
];

/** The usual pattern is there to be compared: a fifth of the strokes shows what it does. */
function fewer({ rotations, strokes, ...rest }: Omit<Scenario, 'protocol'>) {
  return { ...rest, rotations: rotations / 5, strokes: Math.ceil(strokes / 5) };
}

/** What must be true of our figures, in words that say what is wrong otherwise. */
function brokenBars(trouble: Trouble, asked: Omit<Scenario, 'protocol'>, seen: Figures): string[] {
  const mayLose = trouble === 'sigkill' || trouble === 'destroyed answers';
  const bars: [string, boolean][] = [
    ['rotations short', seen.rotations >= asked.rotations],
    ['strokes short', seen.strokes >= asked.strokes],
    ['false reconnects', seen.falseReconnects === 0],
    ['losses not called rotation_lost', seen.mislabelled === 0],
    ['losses that neither a death nor a lost answer explains', seen.unexplained === 0],
    ['dead tokens called active', seen.mismatches === 0],
    ['losses without a cause', mayLose || seen.reconnects === 0],
    [
      'more losses than destroyed answers',
      trouble !== 'destroyed answers' || seen.reconnects <= seen.strokes,
    ],
    ['replays', mayLose || seen.replays === 0],
    ['more requests than rotations', trouble !== 'none' || seen.posts === seen.rotations],
  ];
  return bars.filter(([, holds]) => !holds).map(([name]) => `${trouble}: ${name}`);
}

const table: Record<string, Figures> = {};
const broken: string[] = [];
// `npm run bench:connection -- sigkill` runs that one alone.
const [only] = process.argv.slice(2);
for (const scenario of scenarios.filter(({ trouble }) => !only || trouble === only)) {
  for (const protocol of ['ours', 'naive'] as const) {
    const asked = protocol === 'ours' ? scenario : fewer(scenario);
    const figures = await runScenario({ ...asked, protocol });
    table[`${scenario.trouble}, ${protocol}`] = figures;
    if (protocol === 'ours') broken.push(...brokenBars(scenario.trouble, asked, figures));
    process.stderr.write(`${scenario.trouble}, ${protocol}: ${JSON.stringify(figures)}\n`);
  }
}
console.table(table);
if (table['none, naive']?.reconnects === 0)
  broken.push('the usual pattern lost nothing: the harness is too kind');
console.log(broken.length === 0 ? 'All bars hold.' : `Broken: ${broken.join('; ')}`);
await releaseTestServer();
process.exitCode = broken.length === 0 ? 0 : 1;
