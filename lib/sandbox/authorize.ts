import { type AppRegistration, acceptsCallback } from './app-registration';
import { authorizePage, problemPage } from './authorize-page';
import type { Grants } from './grants';
import { html, type Reply, redirect, type SandboxRequest } from './reply';
import type { World } from './world/world';

/** Who is looking at the consent page; the control API can choose the one that `auto-approve` stands for. */
export interface ConsentChoice {
  accountId?: string;
  userId?: string;
}

interface Parts {
  app: AppRegistration;
  grants: Grants;
  world: World;
  preselected: ConsentChoice;
}

/** `GET` shows the consent page, `POST` is its Allow or Deny button. */
export function authorize(request: SandboxRequest, parts: Parts): Reply {
  const { app } = parts;
  const asked =
    request.method === 'POST' ? new URLSearchParams(request.body) : request.url.searchParams;
  if (asked.get('client_id') !== app.clientId)
    return problem(401, 'The provided client id does not match an existing application.');
  if (asked.get('response_type') !== 'code')
    return problem(400, 'The response type has to be "code".');
  const callback = asked.get('redirect_uri') ?? '';
  if (!acceptsCallback(app, callback))
    return problem(400, `The redirect URI ${callback} is not a callback URL of this app.`);

  if (request.method === 'POST' && asked.get('decision') === 'deny') return redirect(callback);
  if (request.method === 'POST' || app.autoApprove) return allow(asked, callback, parts);
  return html(200, authorizePage(asked, parts.world, parts.preselected));
}

/** The Marketplace's Connect button: the same consent, without a `state` (facts 1.1). */
export function marketplaceConnect(request: SandboxRequest, app: AppRegistration): Reply {
  const fallback = app.callbacks === 'any_loopback' ? undefined : app.callbacks[0];
  const callback = request.url.searchParams.get('redirect_uri') ?? fallback;
  if (!callback) return problem(400, 'Name the callback: /marketplace/connect?redirect_uri=…');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: callback,
  });
  return redirect(`/api/oauth/authorize?${query}`);
}

function allow(asked: URLSearchParams, callback: string, parts: Parts): Reply {
  const who = chosenUser(asked.get('user'), parts);
  if (!who) return problem(404, 'That user does not exist.');
  if (!who.user.isAccountAdmin || who.user.status !== 'ACTIVATED')
    return problem(
      403,
      `${who.user.name.full} is not an admin of ${who.accountName}. Only an admin can connect an app.`,
    );
  const value = asked.get('code_challenge');
  const method = asked.get('code_challenge_method') ?? 'plain';
  const code = parts.grants.issueCode(
    { accountId: who.accountId, userId: who.user.id },
    callback,
    value ? { value, method } : null,
  );
  const target = new URL(callback);
  target.searchParams.set('code', code);
  const state = asked.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return redirect(target.href);
}

function chosenUser(userId: string | null, { world, preselected }: Parts) {
  const wanted = userId ?? preselected.userId;
  for (const [accountId, store] of world.accounts) {
    if (!wanted && preselected.accountId && preselected.accountId !== accountId) continue;
    const user = wanted
      ? store.find('User', wanted)
      : store.all('User').find((one) => one.isAccountAdmin && one.status === 'ACTIVATED');
    if (user) return { accountId, accountName: store.account.name, user };
  }
  return null;
}

function problem(status: number, sentence: string): Reply {
  return html(status, problemPage(sentence));
}
