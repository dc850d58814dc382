import { readFileSync } from 'node:fs';
import { buildSchema, validate } from 'graphql';
import { expect, test } from 'vitest';
import { judgeQuery, parseVariables } from '@/lib/explorer/judge-query';
import { examples } from './examples';

const schema = buildSchema(readFileSync('lib/sandbox/schema.graphql', 'utf8'));

test.each(examples)('the example “$name” is valid and costs under 1,000 points', (example) => {
  const { document, cost } = judgeQuery(example.text, parseVariables(example.variables));
  expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  expect(cost).toBeLessThan(1_000);
});
