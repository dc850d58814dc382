import { releaseTestServer, testDatabase } from '@/db/test-db';
import { truthSeed } from './truth-seed';

/*
 * The read model against the sandbox over many seeds; every fiftieth with processes that are killed. Fails with the
 * first lines of what differs. `bench:truth 1000 0`: how many seeds, from which on.
 */
const count = Number(process.argv[2] ?? 50);
const from = Number(process.argv[3] ?? 0);

const database = await testDatabase();
const broken: { seed: number; lines: string[] }[] = [];
let [edits, kills] = [0, 0];
for (let seed = from; seed < from + count; seed += 1) {
  const outcome = await truthSeed(database, seed, { kills: seed % 50 === 7 ? 3 : 0 });
  edits += outcome.edits;
  kills += outcome.kills;
  if (outcome.differences.length > 0) broken.push({ seed, lines: outcome.differences.slice(0, 3) });
}
await database.close();
await releaseTestServer();
console.log('| seeds | edits | kill -9 | seeds that differ |\n|---|---|---|---|');
console.log(`| ${count} | ${edits} | ${kills} | ${broken.length} |`);
for (const { seed, lines } of broken) console.error(`seed ${seed}\n${lines.join('\n')}`);
console.log(JSON.stringify({ bench: 'truth', count, from, edits, kills, broken: broken.length }));
if (broken.length > 0) process.exitCode = 1;
