import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  defaultTypeResolver,
  type GraphQLField,
  type GraphQLObjectType,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { type Args, type Asking, readId, type Resolve, units } from './asking';
import { connect } from './connection';
import { mutations } from './mutations';
import { recordFields } from './record-fields';
import { rootFields } from './root-fields';
import { scopeOfMutation, scopeOfType } from './scopes';
import { schemaText } from './schema-text';

let built: GraphQLSchema | null = null;

/** The executable schema: built once, it holds no state of any sandbox. */
export function sandboxSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const schema = buildSchema(schemaText(readFileSync, path));
  setScalars(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = typeNameOf;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolver(type, field);
  }
  return schema;
}
