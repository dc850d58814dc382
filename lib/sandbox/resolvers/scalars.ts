import { GraphQLError, type GraphQLSchema, isScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { readId } from './asking';

/** Times are epoch milliseconds inside and ISO 8601 outside; ids have to be ids of Jobber. */
export function setScalars(schema: GraphQLSchema): void {
  adapt(
    schema,
    'ISO8601DateTime',
    (at) => new Date(at).toISOString().replace('.000Z', 'Z'),
    (text) => {
      const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
      if (Number.isNaN(at))
        throw new GraphQLError(`'${String(text)}' is not a valid ISO8601DateTime`);
      return at;
    },
  );
  adapt(
    schema,
    'ISO8601Date',
    (at) => new Date(at).toISOString().slice(0, 10),
    (text) => {
      if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d/.test(text))
        throw new GraphQLError(`'${String(text)}' is not a valid ISO8601Date`);
      return text.slice(0, 10);
    },
  );
  adapt(schema, 'EncodedId', String, (id) => {
    if (!readId(id)) throw new GraphQLError(`'${String(id)}' is not a valid EncodedId`);
    return id;
  });
}

function adapt(
  schema: GraphQLSchema,
  name: string,
  show: (value: number) => string,
  read: (value: unknown) => unknown,
): void {
  const scalar = schema.getType(name);
  if (!isScalarType(scalar)) return;
  scalar.serialize = (value) => (typeof value === 'number' ? show(value) : value);
  scalar.parseValue = read;
  scalar.parseLiteral = (node, variables) =>
    node.kind === Kind.NULL ? null : read(valueFromASTUntyped(node, variables));
}
