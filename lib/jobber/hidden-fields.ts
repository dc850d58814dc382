import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** A response path without list positions, e.g. `clients.nodes.balance`. */
export function fieldPath(path: readonly (string | number)[]): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

/**
 * The same operation without the fields at `paths` (see `fieldPath`). One hidden non-null field empties everything
 * above it, so the rest is asked for again without it. Null when nothing would be left to ask.
 */
export function withoutFields(
  document: DocumentNode,
  paths: readonly string[],
): DocumentNode | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  }
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return null;
  const selectionSet = pruned(operation.selectionSet, '', { fragments, paths: new Set(paths) });
  if (!selectionSet) return null;
  const used = variablesIn({ ...operation, selectionSet, variableDefinitions: [] });
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        selectionSet,
        variableDefinitions: (operation.variableDefinitions ?? []).filter((one) =>
          used.has(one.variable.name.value),
        ),
      },
    ],
  };
}

type Scope = { fragments: Map<string, FragmentDefinitionNode>; paths: Set<string> };

// Named fragments become inline ones: the same fragment may be hidden in one place and not in another.
function pruned(set: SelectionSetNode, above: string, scope: Scope): SelectionSetNode | null {
  const selections = set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      const path = above ? `${above}.${name}` : name;
      if (scope.paths.has(path)) return [];
      if (!selection.selectionSet) return [selection];
      const inner = pruned(selection.selectionSet, path, scope);
      return inner ? [{ ...selection, selectionSet: inner }] : [];
    }
    const target =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : scope.fragments.get(selection.name.value);
    const inner = target && pruned(target.selectionSet, above, scope);
    if (!inner) return [];
    const { typeCondition } = target;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        selectionSet: inner,
        ...(typeCondition ? { typeCondition } : {}),
      },
    ];
  });
  const asksForSomething = selections.some(
    (one) =>
      one.kind !== Kind.FIELD || !['pageInfo', 'totalCount', '__typename'].includes(one.name.value),
  );
  return asksForSomething ? { ...set, selections } : null;
}

function variablesIn(node: DocumentNode['definitions'][number]): Set<string> {
  const names = new Set<string>();
  visit(node, {
    Variable: (variable) => {
      names.add(variable.name.value);
    },
  });
  return names;
}
