import { expect, test } from 'vitest';
import { judgeQuery, parseVariables } from './judge-query';
import { judgeVariables } from './judge-variables';

const jobber = 'https://api.getjobber.com';

test('a query within the limits is judged with the points that Jobber will ask for', () => {
  const { cost } = judgeQuery('query ($n: Int) { clients(first: $n) { nodes { id name } } }', {
    n: 10,
  });
  expect(cost).toBe(1 + 1 + 10 * 2);
});

test.each<[string, string, RegExp]>([
  ['nothing', '  ', /no query yet/],
  ['a typing error', 'query { clients(', /not GraphQL in line 1/],
  ['a mutation', 'mutation { appDisconnect { app { name } } }', /only reads: a mutation/],
  ['a subscription', 'subscription { x }', /only reads: a subscription/],
  ['a mutation behind a query', 'query A { x } mutation B { y }', /only reads: a mutation/],
  ['two operations', 'query A { x } query B { y }', /One query at a time.* 2 operations/],
  ['fragments alone', 'fragment A on Query { x }', /only fragments/],
  ['a schema', 'query { x } type A { b: Int }', /Only a query and its fragments/],
  ['10,000 aliases', aliases(10_000), /at most 50,000 characters/],
  ['200 aliases', aliases(200), /at most 30 aliases; this one has 200/],
  ['depth 50', `query ${'{ a '.repeat(50)}${'}'.repeat(50)}`, /at most 12 levels deep.* 50 deep/],
  [
    'depth hidden in fragments',
    `query { a { ...F } } fragment F on A ${'{ a '.repeat(12)}${'}'.repeat(12)}`,
    /12 levels deep.* 13 deep/,
  ],
  ['a missing fragment', 'query { ...Gone }', /no fragment Gone/],
  [
    'a fragment in a circle',
    'query { ...A } fragment A on Q { ...B } fragment B on Q { ...A }',
    /contains itself/,
  ],
])('%s is refused with a sentence', (_what, text, says) => {
  expect(() => judgeQuery(text)).toThrow(says);
});

test('10,000 short aliases are refused for their number where the length would pass', () => {
  const text = `{${Array.from({ length: 10_000 }, (_, at) => `${at % 2 ? 'b' : 'a'}:i`).join(' ')}}`;
  expect(text.length).toBeLessThan(50_000);
  expect(() => judgeQuery(text)).toThrow(/at most 30 aliases; this one has 10,000/);
});

test('fragments that double forty times are refused at once, not expanded', () => {
  const doubling = Array.from(
    { length: 40 },
    (_, at) => `fragment F${at} on Q { ...F${at + 1} ...F${at + 1} }`,
  ).join(' ');
  expect(() => judgeQuery(`query { ...F0 } ${doubling} fragment F40 on Q { a }`)).toThrow(
    /at most 1,000 fields/,
  );
});

test('variables are a JSON object, declared, and name no other host', () => {
  const { operation } = judgeQuery('query ($a: String, $b: Input) { x(a: $a, b: $b) }');
  const judged = (variables: Record<string, unknown>) => () =>
    judgeVariables(operation, variables, jobber);
  expect(() => parseVariables('[1]')).toThrow(/must be a JSON object/);
  expect(() => parseVariables('{ a')).toThrow(/not JSON/);
  expect(parseVariables(' ')).toEqual({});
  expect(judged({ c: 1 })).toThrow('The query declares no variable $c.');
  expect(judged({ a: 'https://evil.example/x' })).toThrow(/names evil.example/);
  expect(judged({ b: { deep: [' http://169.254.169.254/'] } })).toThrow(/names 169.254.169.254/);
  expect(judged({ a: 'https://api.getjobber.com/x', b: { name: 'http and more' } })).not.toThrow();
});

function aliases(count: number): string {
  return `query { ${Array.from({ length: count }, (_, at) => `a${at}: account { id }`).join(' ')} }`;
}
