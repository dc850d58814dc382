import type { GraphQLError, VariableDefinitionNode } from 'graphql';
import { print } from 'graphql';

const codes: readonly [RegExp, string][] = [
  [/^Unknown argument/, 'argumentNotAccepted'],
  [/^Cannot query field/, 'undefinedField'],
  [/used in position expecting type/, 'variableMismatch'],
  [/is required, but it was not provided/, 'missingRequiredArguments'],
];

/** A validation error with the `extensions.code` that Jobber's server gives (facts 2.4). */
export function refusedArgument(error: GraphQLError): object {
  const code = codes.find(([pattern]) => pattern.test(error.message))?.[1];
  return {
    message: error.message,
    locations: error.locations ?? [],
    ...(code ? { extensions: { code } } : {}),
  };
}

/** A variable of the wrong shape: Jobber's sentence, with each problem explained (facts 2.4). */
export function refusedVariable(
  error: GraphQLError,
  definitions: readonly VariableDefinitionNode[],
): object {
  const name = /^Variable "\$(\w+)"/.exec(error.message)?.[1] ?? '';
  const definition = definitions.find((one) => one.variable.name.value === name);
  const path = /at "\w+\.([^"]+)"/.exec(error.message)?.[1]?.split('.') ?? [];
  const explanation = error.originalError?.message ?? error.message;
  const type = definition ? print(definition.type) : '';
  return {
    message: `Variable $${name} of type ${type} was provided invalid value`,
    locations: error.locations ?? [],
    extensions: { problems: [{ path, explanation }] },
  };
}
