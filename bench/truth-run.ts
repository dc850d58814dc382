import { releaseTestServer, testDatabase } from '@/db/test-db';
import { truthSeed } from './truth-seed';

/*
 * The read model against the sandbox over many seeds; every fiftieth with processes that are killed. Fails with the
 * first lines of what differs, told at once. `bench:truth 1000 0`: how many seeds, from which on.
 */
const count = Number(process.argv[2] ?? 50);
const from = Number(process.argv[3] ?? 0);

const database = await testDatabase();
let broken = 0;
let [edits, kills] = [0, 0];
for (let seed = from; seed < from + count; seed += 1) {
  const outcome = await truthSeed(database, seed, { kills: seed % 50 === 7 ? 3 : 0 });
  edits += outcome.edits;
  kills += outcome.kills;
  if (outcome.differences.length > 0) {
    broken += 1;
    console.error(`seed ${seed}\n${outcome.differences.slice(0, 3).join('\n')}`);
  }
  const done = seed - from + 1;
  if (done % 50 === 0) console.error(`${done} of ${count} seeds, ${broken} differ`);
}
await database.close();
await releaseTestServer();
console.log('| seeds | edits | kill -9 | seeds that differ |\n|---|---|---|---|');
console.log(`| ${count} | ${edits} | ${kills} | ${broken} |`);
console.log(JSON.stringify({ bench: 'truth', count, from, edits, kills, broken }));
if (broken > 0) process.exitCode = 1;
