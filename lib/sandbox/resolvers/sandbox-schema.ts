import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { AccountStore } from '../world/account-store';
import type { RecordType } from '../world/records';
import { type Args, type Asking, type Resolve, readId, units } from './asking';
import { connect, isPage } from './connection';
import { mutations } from './mutations';
import { recordFields } from './record-fields';
import { rootFields } from './root-fields';
import { setScalars } from './scalars';
import { scopeOfMutation, scopeOfType } from './scopes';
import { typeNameOf } from './type-name';

let built: GraphQLSchema | null = null;

/**
 * The executable schema: built once, it holds no state of any sandbox.
 * @public
 */
export function sandboxSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const sdl = readFileSync(path.join(import.meta.dirname, '../schema.graphql'), 'utf8');
  const schema = buildSchema(sdl);
  setScalars(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = typeNameOf;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolver(type, field);
  }
  return schema;
}

type AnyField = GraphQLField<unknown, Asking>;

/** A field's own resolver behind the checks that Jobber makes: signed in, scope, page size. */
function resolver(type: GraphQLObjectType, field: AnyField): AnyField['resolve'] & object {
  const own = ownResolver(type, field);
  const isRoot = type.name === 'Query' || type.name === 'Mutation';
  const scope =
    type.name === 'Mutation' ? scopeOfMutation(field.name) : scopeOfType(shownType(field.type));
  return (source, args: Args, asking) => {
    const { grant, store } = asking;
    if (!grant || !store) {
      if (isRoot) throw unauthenticated(type.name, field.name);
      return fromSource(source, field.name);
    }
    if (scope && !grant.scopes.includes(scope)) throw hidden(type.name, field.name);
    const value = own ? own(source as never, args, store, asking) : stored(source, field, store);
    if (value === undefined || value === null) return neutral(field.type, store);
    const isBareList = Array.isArray(value) && getNamedType(field.type).name.endsWith('Connection');
    const shown: unknown = isBareList ? connect(value, args) : value;
    if (isPage(shown)) asking.rows += shown.nodes.length;
    return shown;
  };
}

function ownResolver(type: GraphQLObjectType, field: AnyField): Resolve<never> | undefined {
  if (type.name === 'Query') return rootFields[field.name];
  if (type.name === 'Mutation') return mutations[field.name];
  const direct = recordFields[type.name]?.[field.name];
  if (direct) return direct;
  for (const one of type.getInterfaces()) {
    const inherited = recordFields[one.name]?.[field.name];
    if (inherited) return inherited;
  }
  return undefined;
}

/** The stored value; a reference such as `client` is the record that `clientId` names. */
function stored(source: unknown, field: AnyField, store: AccountStore): unknown {
  const value = fromSource(source, field.name);
  if (value !== undefined) {
    const isMoney = typeof value === 'number' && moneyNames.has(field.name);
    return isMoney && getNamedType(field.type).name === 'Float' ? units(value) : value;
  }
  const reference = fromSource(source, `${field.name}Id`);
  const type = readId(reference)?.type;
  if (typeof reference !== 'string' || !type || !(type in store.tables)) return undefined;
  return store.find(type as RecordType, reference);
}

function fromSource(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  return (source as { [field: string]: unknown })[name];
}

/** Fields that the world keeps in cents; a Float with one of these names is shown in units. */
const moneyNames = new Set([
  ...['balance', 'total', 'subtotal', 'discountAmount', 'nonTaxAmount', 'taxAmount'],
  ...['depositAmount', 'outstandingDepositAmount', 'legacyDiscountAmount', 'paymentsTotal'],
  ...['tipsTotal', 'invoiceBalance', 'unitPrice', 'totalPrice', 'unitCost', 'amount', 'rawAmount'],
  ...['tipAmount', 'labourRate', 'defaultUnitCost', 'internalUnitCost', 'invoicedTotal'],
  ...['uninvoicedTotal', 'completedAndUninvoicedVisitsTotal'],
]);

/** What a young account would answer where the records hold nothing. */
function neutral(type: GraphQLOutputType, store: AccountStore): unknown {
  const bare = getNullableType(type);
  if (isObjectType(bare) && bare.name.endsWith('Connection')) return connect([], {});
  if (!isNonNullType(type)) return null;
  if (isListType(bare)) return [];
  if (isEnumType(bare)) return bare.getValues()[0]?.value;
  if (isObjectType(bare)) return {};
  const { name } = getNamedType(bare);
  return name === 'ISO8601DateTime' ? store.account.createdAt : neutralScalars[name];
}

const neutralScalars: { [name: string]: unknown } = {
  String: '',
  Int: 0,
  Float: 0,
  Boolean: false,
  Minutes: 0,
  Seconds: 0,
  JSON: {},
};

/** The type behind lists and connections: what a scope shows or hides. */
function shownType(type: GraphQLOutputType): string {
  const name = getNamedType(type).name;
  return name.endsWith('Connection') ? name.slice(0, -'Connection'.length) : name;
}

function hidden(type: string, field: string): GraphQLError {
  return new GraphQLError(
    `The field ${field} on an object of type ${type} was hidden due to permissions`,
  );
}

function unauthenticated(type: string, field: string): GraphQLError {
  return new GraphQLError(
    `The field ${field} on an object of type ${type} was hidden because you are unauthenticated`,
    { extensions: { code: 'UNAUTHENTICATED' } },
  );
}
