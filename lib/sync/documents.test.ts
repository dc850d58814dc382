import { readFileSync } from 'node:fs';
import { buildSchema, type DocumentNode, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requestedCost } from '@/lib/jobber/cost';
import {
  checkDocument,
  countDocument,
  jobVisitsDocument,
  listDocument,
  overflowDocument,
  refetchDocument,
  refetchRows,
  rowPoints,
} from './documents';
import { entities } from './entities';
import { kinds } from './entity';
import { legs } from './read-plan';

const schema = buildSchema(readFileSync('lib/sandbox/schema.graphql', 'utf8'));

function faults(document: DocumentNode): string[] {
  return validate(schema, document).map(({ message }) => message);
}

describe('sync documents', () => {
  it.each(kinds)('ask only what Jobber offers: %s', (kind) => {
    const entity = entities[kind];
    expect(faults(listDocument(entity, 'lean', true))).toEqual([]);
    expect(faults(listDocument(entity, 'skeleton', false))).toEqual([]);
    if (entity.detail) expect(faults(listDocument(entity, 'detail', false))).toEqual([]);
    if (entity.one) expect(faults(refetchDocument(entity, refetchRows(entity)))).toEqual([]);
    if (entity.isDated) expect(faults(countDocument(entity, 60))).toEqual([]);
    for (const { field, selection } of entity.nested) {
      expect(faults(overflowDocument(entity, field, selection))).toEqual([]);
    }
  });

  it('ask for the visits of a job', () => {
    expect(faults(jobVisitsDocument(entities.visit, 3))).toEqual([]);
  });

  it.each(['client', 'job', 'quote', 'invoice', 'request'] as const)(
    'check an opened %s for at most 60 points',
    (kind) => {
      const document = checkDocument(entities[kind]);
      expect(faults(document)).toEqual([]);
      expect(requestedCost(document)).toBeLessThanOrEqual(60);
    },
  );

  it.each(kinds)('compare a record for three points at most: %s', (kind) => {
    expect(rowPoints(listDocument(entities[kind], 'skeleton', false))).toBeLessThanOrEqual(3);
  });

  it.each([
    ['client', 7],
    ['job', 11],
  ] as const)('of a first read do not pay for what the filter of a %s tells', (kind, points) => {
    const pass = { from: new Date('2026-11-20T12:00:00Z'), watermark: null, userIds: [] };
    for (const leg of [...legs(kind, 'recent', pass), ...legs(kind, 'history', pass)]) {
      const document = listDocument(entities[kind], 'lean', true, Object.keys(leg.tells ?? {}));
      expect(faults(document)).toEqual([]);
      expect(rowPoints(document)).toBe(points);
      expect(leg.filter).toMatchObject(leg.tells ?? {});
    }
  });

  it('ask five points of a visit that lies ahead', () => {
    const coming = listDocument(entities.visit, 'coming', false);
    expect(faults(coming)).toEqual([]);
    expect(rowPoints(coming)).toBe(5);
  });

  it('keep the points per row of a first read', () => {
    const lean = Object.fromEntries(
      kinds.map((kind) => [kind, rowPoints(listDocument(entities[kind], 'lean', false))]),
    );
    expect(lean).toMatchInlineSnapshot(`
      {
        "client": 9,
        "expense": 15,
        "invoice": 14,
        "job": 12,
        "payment": 14,
        "product": 9,
        "property": 12,
        "quote": 11,
        "request": 9,
        "time_sheet": 21,
        "user": 16,
        "visit": 6,
      }
    `);
  });
});
