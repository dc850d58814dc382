import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { requestedCost } from './cost';

const cost = (text: string, variables?: Record<string, unknown>) =>
  requestedCost(parse(text), variables);

it('gives 8,055 points for the measured query over clients, quotes, jobs and invoices', () => {
  const text = `{clients(first:50){nodes{id firstName lastName createdAt
    customFields{...on CustomFieldText{label valueText}}
    quotes(first:10){nodes{id quoteStatus lastTransitioned{approvedAt} salesperson{id}}}
    jobs(first:10){nodes{id jobStatus invoices(first:5){nodes{invoiceStatus}}}}} pageInfo{hasNextPage endCursor}}}`;
  expect(cost(text)).toBe(8_055);
});

it('gives 10,305 points for the measured query whose tags have no first', () => {
  const text = '{clients(first:100){nodes{id tags{nodes{label}}} pageInfo{hasNextPage endCursor}}}';
  expect(cost(text)).toBe(10_305);
});

it('takes first from variables and from their defaults', () => {
  const text = 'query Q($n: Int = 3){jobs(first:$n){nodes{id title}}}';
  expect(cost(text)).toBe(2 + 3 * 2);
  expect(cost(text, { n: 7 })).toBe(2 + 7 * 2);
});

it('counts a totalCount, an edge with its cursor and the last argument', () => {
  expect(cost('{jobs(last:2){totalCount edges{cursor node{id title}}}}')).toBe(1 + 1 + 1 + 2 * 3);
});

it('counts the dearest fragment of a union, and the same type twice as a sum', () => {
  const union = '{job(id:"1"){notes(first:2){nodes{...on A{id x y} ...on B{id}}}}}';
  expect(cost(union)).toBe(1 + 2 + 2 * 3);
  const twice = 'query Q{client(id:"1"){...on Client{id} ...F}} fragment F on Client{name email}';
  expect(cost(twice)).toBe(1 + 3);
});

it('leaves out what skip and include leave out', () => {
  const text =
    'query Q($all: Boolean!){client(id:"1"){id name @include(if:$all) email @skip(if:$all)}}';
  expect(cost(text, { all: false })).toBe(3);
});

it('ends on a fragment that spreads itself', () => {
  expect(cost('query Q{client(id:"1"){...F}} fragment F on Client{id ...F}')).toBe(2);
});

it('rows behind a fragment on the connection count as those written out', () => {
  const spread = parse(
    'query { clients(first: 50) { ...Page } } fragment Page on ClientConnection { nodes { id name } }',
  );
  const written = parse('query { clients(first: 50) { nodes { id name } } }');
  expect(requestedCost(spread)).toBe(requestedCost(written));
});
