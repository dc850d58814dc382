import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

export interface CostedOperation {
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: { readonly [name: string]: unknown };
}

const rowsWithoutArgument = 100;

/** The points an operation may cost, known before it runs: the formula of facts section 3. */
export function requestedCost(operation: CostedOperation): number {
  return selectionCost(operation.operation.selectionSet, operation, null);
}

/** The points an answer did cost: the same formula over the rows that came back. */
export function actualCost(operation: CostedOperation, data: unknown): number {
  return isObject(data) ? selectionCost(operation.operation.selectionSet, operation, [data]) : 0;
}

/** `values` are the objects that this selection was answered with; null asks for the cost in advance. */
function selectionCost(
  set: SelectionSetNode,
  scope: CostedOperation,
  values: readonly Answered[] | null,
): number {
  let plain = 0;
  const perType = new Map<string, number>();
  for (const selection of set.selections) {
    if (isSkipped(selection, scope)) continue;
    if (selection.kind === Kind.FIELD) {
      plain += fieldCost(selection, scope, values);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : scope.fragments.get(selection.name.value);
    if (!fragment) continue;
    const type = fragment.typeCondition?.name.value ?? '';
    const cost = selectionCost(fragment.selectionSet, scope, values);
    perType.set(type, (perType.get(type) ?? 0) + cost);
  }
  return plain + Math.max(0, ...perType.values());
}

function fieldCost(
  field: FieldNode,
  scope: CostedOperation,
  values: readonly Answered[] | null,
): number {
  const name = field.name.value;
  if (name.startsWith('__')) return 0;
  const own = values ? answersOf(field, values) : null;
  const count = own ? own.count : 1;
  if (!field.selectionSet || count === 0) return count;
  const children = own?.objects ?? null;
  if (children && children.length === 0) return count;
  const isEdgeNode = name === 'node';
  const below = selectionCost(field.selectionSet, scope, children);
  if (isEdgeNode) return below;
  if (!isConnection(field)) return count + below;
  return count + connectionCost(field, field.selectionSet, scope, children);
}

function connectionCost(
  field: FieldNode,
  set: SelectionSetNode,
  scope: CostedOperation,
  values: readonly Answered[] | null,
): number {
  let cost = 0;
  for (const selection of set.selections) {
    if (isSkipped(selection, scope)) continue;
    if (selection.kind !== Kind.FIELD || !['nodes', 'edges'].includes(selection.name.value)) {
      const rest = { ...set, selections: [selection] };
      cost += selectionCost(rest, scope, values);
      continue;
    }
    if (!selection.selectionSet) continue;
    const rows = values ? answersOf(selection, values).objects : null;
    const perRow = selectionCost(selection.selectionSet, scope, rows);
    cost += (values ? values.length : 1) + (rows ? perRow : rowsOf(field, scope) * perRow);
  }
  return cost;
}

type Answered = { readonly [key: string]: unknown };

function answersOf(field: FieldNode, values: readonly Answered[]) {
  const key = (field.alias ?? field.name).value;
  const found = values.flatMap((value) => (value[key] === undefined ? [] : [value[key]]));
  return { count: found.length, objects: found.flat().filter(isObject) };
}

function isConnection(field: FieldNode): boolean {
  return (field.selectionSet?.selections ?? []).some(
    (one) => one.kind === Kind.FIELD && ['nodes', 'edges'].includes(one.name.value),
  );
}

function rowsOf(field: FieldNode, { variables }: CostedOperation): number {
  for (const name of ['first', 'last']) {
    const argument = field.arguments?.find((one) => one.name.value === name);
    const value = argument ? valueFromASTUntyped(argument.value, { ...variables }) : null;
    if (typeof value === 'number') return value;
  }
  return rowsWithoutArgument;
}

function isSkipped(selection: SelectionNode, { variables }: CostedOperation): boolean {
  return (selection.directives ?? []).some((directive) => {
    const condition = directive.arguments?.find((one) => one.name.value === 'if');
    const value = condition ? valueFromASTUntyped(condition.value, { ...variables }) : undefined;
    return directive.name.value === 'skip' ? value === true : value === false;
  });
}

function isObject(value: unknown): value is Answered {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
