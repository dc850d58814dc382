import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJobberClient, type JobberClient } from '@/lib/jobber/client';
import { requestedCost } from '@/lib/jobber/cost';
import { jobsListDocument } from '@/lib/jobber/documents/jobs-list';
import { refreshTokens } from '@/lib/jobber/oauth';
import { type Sandbox, startSandbox } from '@/lib/sandbox/sandbox';
import { liveClients } from './clients';
import { createClient, similarClients } from './create-client';
import { liveJobs } from './jobs';
import { liveNotes } from './notes';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    seed: 1,
    size: 'small',
    startAt: Date.UTC(2026, 5, 1, 12),
    latency: { baseMs: 0, perRowMs: 0 },
  });
});
afterAll(() => sandbox.close());
beforeEach(() => control('reset', {}));

type Dumped = { records: Record<string, (Record<string, unknown> & { id: string })[]> };
type Minted = { access_token: string; refresh_token: string };

async function control<Answer>(name: string, input: object): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/__control/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  return response.json() as Promise<Answer>;
}

/** A client with tokens of its own, whose waiting moves the sandbox's clock instead of taking time. */
async function connect(scopes?: string[]) {
  const minted = await control<Minted>('token', scopes ? { scopes } : {});
  let { access_token: token, refresh_token: refreshToken } = minted;
  let version = 1;
  const refreshed: string[] = [];
  const costs: { operation: string; requested: number }[] = [];
  const waits: number[] = [];
  const client = createJobberClient({
    apiUrl: sandbox.url,
    apiVersion: '2026-09-25',
    token: async () => ({ token, version }),
    onRejected: async () => {
      const outcome = await refreshTokens({
        apiUrl: sandbox.url,
        clientId: 'sandbox-client',
        clientSecret: 'sandbox-secret',
        refreshToken,
        hardLimitMs: 5_000,
      });
      refreshed.push(outcome.kind);
      if (outcome.kind !== 'ok') throw new Error(outcome.kind);
      token = outcome.accessToken;
      refreshToken = outcome.refreshToken;
      version += 1;
    },
    clock: {
      now: () => sandbox.control.clock.now(),
      sleep: async (ms) => {
        waits.push(ms);
        sandbox.control.clock.advance(ms);
      },
    },
    onCost: ({ requested }, operation) => costs.push({ operation, requested }),
  });
  return { client, refreshed, costs, waits };
}

async function everyClient(client: JobberClient, status: 'all' | 'leads' | 'archived') {
  const rows = [];
  let after: string | undefined;
  for (;;) {
    const page = await liveClients(client, { status, first: 20, ...(after ? { after } : {}) });
    rows.push(...page.rows);
    if (!page.hasNextPage || page.endCursor === null) return rows;
    after = page.endCursor;
  }
}

describe('against the sandbox over HTTP', () => {
  it('reads every client once, page by page, with the balance the sandbox holds', async () => {
    const { client } = await connect();
    const { records } = await control<Dumped>('dump', {});
    const held = records.Client ?? [];
    const rows = await everyClient(client, 'all');
    expect(held.length).toBeGreaterThan(20);
    const balances = (list: [string, unknown][]) => new Map(list.sort());
    expect(rows).toHaveLength(held.length);
    expect(balances(rows.map((row) => [row.id, row.balanceCents]))).toEqual(
      balances(held.map((one) => [one.id, one.balance])),
    );
    const leads = await everyClient(client, 'leads');
    expect(leads.map((row) => row.id).sort()).toEqual(
      held
        .filter((one) => one.isLead && !one.isArchived)
        .map((one) => one.id)
        .sort(),
    );
  });

  it('finds a client by name and sorts by last change', async () => {
    const { client } = await connect();
    const [first] = (await liveClients(client, { first: 1 })).rows;
    const found = await liveClients(client, { search: first?.name ?? '' });
    expect(found.rows.map((row) => row.id)).toContain(first?.id);
    const sort = { key: 'UPDATED_AT', direction: 'DESCENDING' } as const;
    const changed = (await liveClients(client, { sort, first: 50 })).rows.map(
      (row) => row.updatedAt,
    );
    expect(changed).toEqual([...changed].sort().reverse());
  });

  it('reads the notes of a record with every file that hangs on them', async () => {
    const { client } = await connect();
    const { records } = await control<Dumped>('dump', {});
    type Noted = { id: string; subjectId: string; message: string } & {
      fileAttachments: { fileName: string; url: string }[];
    };
    const noted = (records.Note as Noted[]).find(
      ({ id, fileAttachments }) => atob(id).includes('/JobNote/') && fileAttachments.length > 0,
    );
    if (!noted) throw new Error('This day of this seed has no job with a file on a note.');
    const { notes, otherFiles } = await liveNotes(client, 'job', noted.subjectId);
    const files = [...(notes?.rows ?? []).flatMap((note) => note.files), ...otherFiles];
    for (const { fileName, url } of noted.fileAttachments) {
      expect(files).toContainEqual(expect.objectContaining({ name: fileName, url }));
    }
    expect(notes?.rows.map((note) => note.message)).toContain(noted.message);
  });

  it('expects the points that the sandbox asks, operation by operation', async () => {
    const { client, costs } = await connect();
    await liveJobs(client, { first: 7 });
    expect(costs).toEqual([
      { operation: 'JobsList', requested: requestedCost(jobsListDocument, { first: 7 }) },
    ]);
  });

  it('says that a list is withheld when the scopes do not allow it', async () => {
    const { client } = await connect(['read_clients']);
    expect((await liveClients(client, { first: 1 })).rows).toHaveLength(1);
    await expect(liveJobs(client, {})).rejects.toMatchObject({ code: 'jobber_hidden' });
  });

  it('refreshes once when the access token has expired and goes on', async () => {
    const { client, refreshed } = await connect();
    sandbox.control.clock.advance(61 * 60_000);
    expect((await liveJobs(client, { first: 3 })).rows).toHaveLength(3);
    expect(refreshed).toEqual(['ok']);
  });

  it('waits for the points of an empty bucket, once, and exactly long enough', async () => {
    const { client, waits } = await connect();
    await control('clock', { speed: 0 });
    await control('drain', { points: 30 });
    expect((await liveJobs(client, { first: 10 })).rows).toHaveLength(10);
    const requested = requestedCost(jobsListDocument, { first: 10 });
    expect(waits).toEqual([Math.ceil(((requested - 30) / 500) * 1_000)]);
    await control('clock', { speed: 1 });
  });

  it('says which end has been reached: disconnected, inactive, maintenance', async () => {
    const { client } = await connect();
    await control('maintenance', { on: true });
    await expect(liveJobs(client, {})).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    await control('maintenance', { on: false });
    await control('deactivate', {});
    await expect(liveJobs(client, {})).rejects.toMatchObject({ code: 'jobber_inactive' });
    await control('deactivate', { active: true });
    await control('disconnect', {});
    await expect(liveJobs(client, {})).rejects.toMatchObject({ code: 'jobber_disconnected' });
  });

  it('creates a client that can be found at once', async () => {
    const { client } = await connect();
    const answer = await createClient(client, {
      firstName: 'Zelda',
      lastName: 'Quartermain',
      emails: [{ address: 'zelda@example.com', kind: 'MAIN' }],
    });
    expect(answer).toMatchObject({ kind: 'created', client: { name: 'Zelda Quartermain' } });
    const found = await liveClients(client, { search: 'Quartermain' });
    expect(found.rows).toMatchObject([{ name: 'Zelda Quartermain', email: 'zelda@example.com' }]);
    const similar = await similarClients(client, { firstName: 'Zelda', lastName: 'Quartermain' });
    expect(similar.map((one) => one.name)).toEqual(['Zelda Quartermain']);
  });
});
