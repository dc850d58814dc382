import { expect, test } from 'vitest';
import { sourceWords } from './source-words';

test('where a request came from is said in words', () => {
  expect(['client_hub', 'internal', 'Website', ''].map(sourceWords)).toEqual([
    'Client hub',
    'Internal',
    'Website',
    '',
  ]);
});
