import type { OperationDefinitionNode } from 'graphql';
import { AppError } from '@/lib/errors';

/**
 * Variables must be declared by the query, and none may name a web address outside Jobber: nothing that is sent can be
 * meant for another host. Throws `bad_input`.
 */
export function judgeVariables(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  jobberUrl: string,
): void {
  const declared = new Set(
    operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [],
  );
  for (const [name, value] of Object.entries(variables)) {
    if (!declared.has(name)) {
      throw new AppError('bad_input', `The query declares no variable $${name}.`);
    }
    const host = foreignHost(value, new URL(jobberUrl).hostname);
    if (host !== null) {
      throw new AppError(
        'bad_input',
        `The variable $${name} names ${host}. The explorer asks Jobber alone, never another host.`,
      );
    }
  }
}

function foreignHost(value: unknown, jobber: string): string | null {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) {
      const host = foreignHost(inner, jobber);
      if (host !== null) return host;
    }
    return null;
  }
  if (typeof value !== 'string' || !/^\s*(https?|wss?|ftp|file):/i.test(value)) return null;
  const hostname = URL.canParse(value) ? new URL(value).hostname : 'another address';
  return hostname === jobber || hostname.endsWith('.getjobber.com') ? null : hostname;
}
