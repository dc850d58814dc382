import { z } from 'zod';
import { faultSchema } from './faults';
import { json, type Reply, type SandboxRequest } from './reply';
import type { SandboxState } from './sandbox-state';
import type { New } from './world/record-shape';
import type { Patch, RecordType } from './world/records';
import { dump } from './world/world';

/** `POST /__control/<name>` with a JSON body; README.md documents each. Wrong input answers 400 with the reason. */
export async function control(request: SandboxRequest, state: SandboxState): Promise<Reply> {
  const name = request.url.pathname.slice('/__control/'.length);
  const command = commands[name];
  if (!command)
    return json(404, { error: `No control call ${name}`, calls: Object.keys(commands) });
  try {
    const query = Object.fromEntries(request.url.searchParams);
    const input: unknown = request.body === '' ? query : JSON.parse(request.body);
    return json(200, (await command(input, state)) ?? { ok: true });
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

type Command = (input: unknown, state: SandboxState) => unknown;

const account = z.string().optional();
const recordType = z.string().transform((type) => type as RecordType);
const fields = z.record(z.string(), z.unknown());

const commands: { [name: string]: Command } = {
  token: (input, state) => {
    const asked = z
      .object({ account, user: z.string().optional(), scopes: z.array(z.string()).optional() })
      .parse(input);
    const store = storeOf(state, asked.account);
    const users = store.all('User');
    const user = asked.user
      ? users.find((one) => one.id === asked.user || one.email.raw === asked.user)
      : users.find((one) => one.isAccountAdmin);
    if (!user) throw new Error('No such user');
    const issued = state.grants.grant(
      { accountId: store.account.id, userId: user.id },
      asked.scopes ?? state.app.scopes,
    );
    return {
      access_token: issued.accessToken,
      refresh_token: issued.refreshToken,
      expires_at: new Date(issued.expiresAt).toISOString(),
      account_id: store.account.id,
      user_id: user.id,
    };
  },
  clock: (input, state) => {
    const asked = z
      .object({ advanceMs: z.number().optional(), speed: z.number().nonnegative().optional() })
      .parse(input);
    if (asked.advanceMs) state.clock.advance(asked.advanceMs);
    if (asked.speed !== undefined) state.clock.setSpeed(asked.speed);
    state.catchUp();
    return { now: new Date(state.clock.now()).toISOString() };
  },
  app: (input, state) => {
    const changes = appSchema.parse(input);
    for (const [name, value] of Object.entries(changes))
      if (value !== undefined) Object.assign(state.app, { [name]: value });
    return { ...state.app, clientSecret: undefined };
  },
  'sign-in': (input, state) => {
    const asked = z.object({ account, user: z.string().optional() }).parse(input);
    delete state.preselected.accountId;
    delete state.preselected.userId;
    if (asked.account) state.preselected.accountId = storeOf(state, asked.account).account.id;
    if (asked.user) state.preselected.userId = asked.user;
    return state.preselected;
  },
  fail: (input, state) => state.faults.add(faultSchema.parse(input)),
  'clear-faults': (_, state) => state.faults.clear(),
  revoke: (input, state) => {
    const asked = z
      .object({ account, user: z.string().optional(), token: z.string().optional() })
      .parse(input);
    if (asked.token) return { revoked: state.grants.revokeToken(asked.token) ? 1 : 0 };
    const id = asked.account ? storeOf(state, asked.account).account.id : undefined;
    return { revoked: state.grants.end('revoked', id, asked.user) };
  },
  disconnect: (input, state) => {
    const { id } = storeOf(state, z.object({ account }).parse(input).account).account;
    const ended = state.grants.end('disconnected', id);
    state.webhooks.announce('APP_DISCONNECT', id, id);
    return { ended };
  },
  deactivate: (input, state) => {
    const asked = z.object({ account, active: z.boolean().default(false) }).parse(input);
    const { id } = storeOf(state, asked.account).account;
    if (asked.active) state.inactiveAccounts.delete(id);
    else state.inactiveAccounts.add(id);
  },
  'deactivate-user': (input, state) => {
    const asked = z.object({ account, user: z.string() }).parse(input);
    const store = storeOf(state, asked.account);
    store.update('User', asked.user, { status: 'DEACTIVATED' });
    return { ended: state.grants.end('revoked', store.account.id, asked.user) };
  },
  maintenance: (input, state) => {
    state.isDown = z.object({ on: z.boolean() }).parse(input).on;
  },
  'version-warning': (input, state) => {
    state.versionWarning = z.object({ warning: z.string().nullable() }).parse(input).warning;
  },
  drain: (input, state) => {
    const asked = z
      .object({ account, points: z.number().default(0), requestsUsed: z.int().optional() })
      .parse(input);
    const budget = state.budget(storeOf(state, asked.account).account.id);
    budget.drainTo(asked.points, asked.requestsUsed);
    return budget.status();
  },
  create: (input, state) => {
    const asked = z.object({ account, type: recordType, fields }).parse(input);
    state.catchUp();
    return storeOf(state, asked.account).create(asked.type, asked.fields as New<RecordType>);
  },
  change: (input, state) => {
    const asked = z.object({ account, type: recordType, id: z.string(), fields }).parse(input);
    state.catchUp();
    const patch = asked.fields as Patch<RecordType>;
    return storeOf(state, asked.account).update(asked.type, asked.id, patch);
  },
  delete: (input, state) => {
    const asked = z.object({ account, type: recordType, id: z.string() }).parse(input);
    state.catchUp();
    storeOf(state, asked.account).destroy(asked.type, asked.id);
  },
  webhooks: (input, state) => {
    const asked = z
      .object({
        url: z.string().nullable().optional(),
        loseEvery: z.int().nonnegative().optional(),
        duplicateEvery: z.int().nonnegative().optional(),
        delayMs: z.number().nonnegative().optional(),
      })
      .parse(input);
    const { url, ...habits } = asked;
    if (url !== undefined) state.webhooks.url = url;
    for (const [name, value] of Object.entries(habits))
      if (value !== undefined) Object.assign(state.webhooks.habits, { [name]: value });
    return { url: state.webhooks.url, ...state.webhooks.habits };
  },
  'send-webhook': async (input, state) => {
    const asked = z
      .object({
        url: z.string(),
        topic: z.string(),
        account,
        itemId: z.string(),
        occurredAt: z.string().optional(),
      })
      .parse(input);
    const { id: accountId } = storeOf(state, asked.account).account;
    const { topic, itemId, occurredAt = new Date(state.clock.now()).toISOString() } = asked;
    const event = { topic, accountId, itemId, occurredAt };
    return { status: await state.webhooks.send(asked.url, event) };
  },
  deliveries: async (_, state) => {
    await state.webhooks.settled();
    return { deliveries: state.webhooks.deliveries };
  },
  requests: (_, state) => ({ total: state.seen.total, requests: state.seen.list() }),
  'forget-requests': (_, state) => state.seen.clear(),
  accounts: (_, state) => ({
    accounts: [...state.world.accounts.values()].map((store) => ({
      id: store.account.id,
      name: store.account.name,
      isActive: !state.inactiveAccounts.has(store.account.id),
      liveGrants: state.grants.liveGrants(store.account.id).length,
      users: store.all('User').map(({ id, name, email, status, isAccountAdmin }) => ({
        id,
        name: name.full,
        email: email.raw,
        status,
        isAccountAdmin,
      })),
    })),
  }),
  dump: (input, state) => {
    state.catchUp();
    return dump(state.world, storeOf(state, z.object({ account }).parse(input).account).account.id);
  },
  reset: (_, state) => state.reset(),
};

const appSchema = z.strictObject({
  clientSecret: z.string().optional(),
  callbacks: z.union([z.literal('any_loopback'), z.array(z.string())]).optional(),
  scopes: z.array(z.string()).optional(),
  rotation: z.enum(['on', 'off', 'compat']).optional(),
  reuse: z.enum(['refuse', 'revoke_family', 'leeway']).optional(),
  reuseLeewaySeconds: z.number().optional(),
  accessTokenTtlSeconds: z.number().optional(),
  sendExpiresIn: z.boolean().optional(),
  reconsent: z.enum(['keep', 'revoke_earlier']).optional(),
  refusalStatus: z.int().optional(),
  autoApprove: z.boolean().optional(),
});

/** By id or by name; the first account when nothing is said. */
function storeOf(state: SandboxState, asked: string | undefined) {
  const stores = [...state.world.accounts.values()];
  const found = asked
    ? stores.find(
        ({ account: one }) => one.id === asked || one.name === asked || one.slug === asked,
      )
    : stores[0];
  if (!found) throw new Error(`No account ${asked}`);
  return found;
}
