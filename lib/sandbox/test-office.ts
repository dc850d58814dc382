import { officeWorld } from './office-world';
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox';

export const callback = 'http://localhost:3000/api/auth/callback/jobber';

/** A sandbox that answers at once, with a frozen clock, and the calls that its tests make over HTTP. */
export async function openOffice(options: SandboxOptions = {}) {
  const sandbox: Sandbox = await startSandbox({
    world: officeWorld,
    latency: { baseMs: 0, perRowMs: 0 },
    startAt: Date.UTC(2026, 5, 1, 12),
    speed: 0,
    callbacks: [callback],
    ...options,
  });
  const post = async (path: string, body: object | URLSearchParams, headers = {}) => {
    const isForm = body instanceof URLSearchParams;
    return answerOf(
      await fetch(sandbox.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers },
        body: isForm ? body : JSON.stringify(body),
      }),
    );
  };
  const credentials = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' };
  return {
    sandbox,
    post,
    control: (name: string, body: object = {}) => post(`/__control/${name}`, body),
    token: (fields: object, headers = {}) =>
      post('/api/oauth/token', new URLSearchParams({ ...credentials, ...fields }), headers),
    refresh: (refresh_token: string) =>
      post(
        '/api/oauth/token',
        new URLSearchParams({ ...credentials, grant_type: 'refresh_token', refresh_token }),
      ),
    get: async (path: string) => answerOf(await fetch(sandbox.url + path, { redirect: 'manual' })),
    ask: (query: string, token?: string, variables: object = {}, headers = {}) =>
      post(
        '/api/graphql',
        { query, variables },
        {
          'x-jobber-graphql-version': '2026-09-25',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
      ),
    mint: async (body: object = {}) =>
      (await post('/__control/token', body)).body as {
        access_token: string;
        refresh_token: string;
        account_id: string;
        user_id: string;
      },
  };
}

export function authorizePath(fields: { [name: string]: string } = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'sandbox-client',
    redirect_uri: callback,
    state: 'abc',
    ...fields,
  });
  return `/api/oauth/authorize?${query}`;
}

async function answerOf(response: Response) {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  const body: any = isJson ? JSON.parse(text) : text;
  return { status: response.status, location: response.headers.get('location'), text, body };
}
