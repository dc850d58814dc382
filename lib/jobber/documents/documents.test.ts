import { readdirSync } from 'node:fs';
import { type DocumentNode, Kind, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requestedCost } from '../cost';

const files = readdirSync(import.meta.dirname).filter((name) => !name.includes('.test.'));

const documents: { name: string; document: DocumentNode }[] = [];
for (const file of files) {
  const module: Record<string, DocumentNode> = await import(`./${file}`);
  for (const document of Object.values(module)) {
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation?.name) documents.push({ name: operation.name.value, document });
  }
}

// A page of rows costs what it must; a record and its parts stay small so that several fit beside each other.
const dearer: Record<string, number> = {
  ClientsList: 530,
  JobsList: 430,
  SimilarClients: 52,
  ClientNotes: 100,
  JobNotes: 100,
  QuoteNotes: 100,
  InvoiceNotes: 100,
  RequestNotes: 100,
};

describe.each(documents)('$name', ({ name, document }) => {
  it('costs no more points than planned', () => {
    const cost = requestedCost(document, { first: 25 });
    if (name in dearer) expect(cost).toBe(dearer[name]);
    else if (!name.startsWith('Sync')) expect(cost).toBeLessThanOrEqual(61);
  });

  it('says how many rows it wants of every list', () => {
    visit(document, {
      Field: (field) => {
        const isList = field.selectionSet?.selections.some(
          (one) => one.kind === Kind.FIELD && ['nodes', 'edges'].includes(one.name.value),
        );
        const names = field.arguments?.map((one) => one.name.value) ?? [];
        if (isList) expect(names, field.name.value).toContain('first');
      },
    });
  });
});
