import type { Stack } from './fixtures';

type Control = Record<string, unknown>;

export type SandboxUser = { id: string; name: string; status: string; isAccountAdmin: boolean };
export type SandboxAccount = { id: string; name: string; liveGrants: number; users: SandboxUser[] };

/** One call of the sandbox's control API, over HTTP as any other program would make it. */
export async function control<Answer = Control>(
  { sandbox }: Stack,
  name: string,
  body: Control = {},
): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/__control/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`control ${name}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** The sandbox's accounts; the first one is preselected on its consent page. */
export async function sandboxAccounts(stack: Stack): Promise<SandboxAccount[]> {
  return (await control<{ accounts: SandboxAccount[] }>(stack, 'accounts')).accounts;
}

/** The account at `index` and an active admin of it. */
export async function adminOf(stack: Stack, index: number) {
  const account = (await sandboxAccounts(stack))[index];
  const user = account?.users.find((one) => one.isAccountAdmin && one.status === 'ACTIVATED');
  if (!account || !user) throw new Error(`the sandbox has no admin in account ${index}`);
  return { account, user };
}
