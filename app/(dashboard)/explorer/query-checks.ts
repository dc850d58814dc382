import { type Diagnostic, linter } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { getSchema } from 'cm6-graphql';
import { type GraphQLError, parse, validate } from 'graphql';

/**
 * Marks what is wrong while it is typed. What the schema of this version does not know is a warning only: Jobber may
 * have it.
 */
export const queryChecks = linter(({ state }) => {
  const text = state.doc.toString();
  if (text.trim() === '') return [];
  try {
    const document = parse(text);
    const schema = getSchema(state);
    if (!schema) return [];
    return validate(schema, document).map((error) => mark(state.doc, error, 'warning'));
  } catch (error) {
    return isGraphqlError(error) ? [mark(state.doc, error, 'error')] : [];
  }
});

function mark(doc: Text, error: GraphQLError, severity: Diagnostic['severity']): Diagnostic {
  const from = Math.min(error.positions?.[0] ?? 0, doc.length);
  const word = /^[\w$@]*/.exec(doc.sliceString(from, from + 100))?.[0].length ?? 0;
  const to = Math.min(doc.length, from + Math.max(1, word));
  return { from, to, severity, message: error.message };
}

function isGraphqlError(error: unknown): error is GraphQLError {
  return error instanceof Error && error.name === 'GraphQLError';
}
