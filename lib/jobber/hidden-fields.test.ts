import { parse, print } from 'graphql';
import { expect, it } from 'vitest';
import { fieldPath, withoutFields } from './hidden-fields';

const strip = (text: string, paths: string[]) => {
  const left = withoutFields(parse(text), paths);
  return left && print(left).replace(/\s+/g, ' ').trim();
};

it('names a field without list positions', () => {
  expect(fieldPath(['clients', 'nodes', 3, 'balance'])).toBe('clients.nodes.balance');
});

it('drops one field and keeps its neighbours', () => {
  expect(
    strip('{clients(first:2){nodes{id balance} pageInfo{endCursor}}}', ['clients.nodes.balance']),
  ).toBe('{ clients(first: 2) { nodes { id } pageInfo { endCursor } } }');
});

it('drops a variable together with its only use, which servers would refuse', () => {
  const text = 'query Q($id: ID!, $n: Int){client(id:$id){id jobs(first:$n){nodes{id}}}}';
  expect(strip(text, ['client.jobs'])).toBe('query Q($id: ID!) { client(id: $id) { id } }');
});

it('drops a field inside a named fragment at one place only', () => {
  const text = 'query Q{a:client{...F} b:client{...F}} fragment F on Client{id email}';
  expect(strip(text, ['a.email'])).toBe(
    '{ a: client { ... on Client { id } } b: client { ... on Client { id email } } }'.replace(
      /^/,
      'query Q ',
    ),
  );
});

it('says when nothing is left, also when only page information would be', () => {
  expect(strip('{clients(first:2){nodes{id}}}', ['clients'])).toBeNull();
  expect(strip('{clients(first:2){nodes{id} pageInfo{endCursor}}}', ['clients.nodes'])).toBeNull();
});
