import { z } from 'zod';
import { env } from '../env';
import type { Finding } from './probe-grant';

type Answer = { status: number; body: Record<string, unknown> };

/** One query as plain text, with or without the version header. Never throws for what Jobber answers. */
export async function askJobber(
  query: string,
  { token, version = env().JOBBER_API_VERSION }: { token: string; version?: string | null },
): Promise<Answer> {
  const response = await fetch(new URL('/api/graphql', env().JOBBER_API_URL), {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(version === null ? {} : { 'x-jobber-graphql-version': version }),
    },
    body: JSON.stringify({ query }),
  });
  const parsed = z
    .record(z.string(), z.unknown())
    .safeParse(await response.json().catch(() => ({})));
  return { status: response.status, body: parsed.data ?? {} };
}

/** Everything about the GraphQL endpoint. */
export async function apiQuestions(token: string): Promise<Finding[]> {
  return [...(await servedVersions(token)), await userScope(token), await unionCost(token)];
}

async function servedVersions(token: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const version of ['2026-09-25', '2025-04-16', null]) {
    const { status, body } = await askJobber('{ account { id } }', { token, version });
    const served = versioning.safeParse(body).data?.extensions.versioning;
    const question = version
      ? `F4 Which version is served for ${version}?`
      : 'F5 What happens without a version header?';
    const words =
      [served?.version, served?.warning].filter(Boolean).join(', ') || 'nothing is said about it';
    findings.push({ question, answer: `HTTP ${status}, ${words}` });
  }
  return findings;
}

async function userScope(token: string): Promise<Finding> {
  const { body } = await askJobber('{ user { id } }', { token });
  const messages = errors.safeParse(body).data?.errors.map(({ message }) => message) ?? [];
  return {
    question: 'F6 Is the own user visible with the scopes of this app?',
    answer: messages.length === 0 ? 'yes' : messages.join(' '),
  };
}

/** The same union with one and with two fragments: the second costs as much again (sum) or nothing (maximum). */
async function unionCost(token: string): Promise<Finding> {
  const ask = async (fragments: string) => {
    const query = `{ jobs(first: 5) { nodes { notes(first: 5) { nodes { ${fragments} } } } } }`;
    const { body } = await askJobber(query, { token });
    return cost.safeParse(body).data?.extensions.cost.requestedQueryCost ?? null;
  };
  const fragment = (type: string) => `... on ${type} { id createdBy { __typename } }`;
  const one = await ask(fragment('ClientNote'));
  const two = await ask(`${fragment('ClientNote')} ${fragment('JobNote')}`);
  const question = 'F9 Do fragments of a union cost their sum or the dearest one?';
  if (one === null || two === null) return { question, answer: 'Jobber told no cost' };
  return {
    question,
    answer: `${two > one ? 'the sum' : 'the dearest one'} (${one} points with one, ${two} with two)`,
  };
}

const versioning = z.object({
  extensions: z.object({
    versioning: z.object({ version: z.string().nullish(), warning: z.string().nullish() }),
  }),
});
const errors = z.object({ errors: z.array(z.object({ message: z.string() })) });
const cost = z.object({
  extensions: z.object({ cost: z.object({ requestedQueryCost: z.number() }) }),
});
