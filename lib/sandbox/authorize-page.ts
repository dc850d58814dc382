import type { ConsentChoice } from './authorize';
import type { World } from './world/world';

/** The consent page: who stands in front of it, Allow and Deny. */
export function authorizePage(
  asked: URLSearchParams,
  world: World,
  preselected: ConsentChoice,
): string {
  const hidden = [...asked]
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    )
    .join('');
  const people = [...world.accounts].flatMap(([accountId, store]) =>
    store
      .all('User')
      .filter((user) => user.status === 'ACTIVATED')
      .map((user) => ({ accountId, user })),
  );
  const first =
    people.find(({ user }) => user.id === preselected.userId) ??
    people.find(({ accountId }) => accountId === preselected.accountId) ??
    people.find(({ user }) => user.isAccountAdmin);
  const choices = [...world.accounts]
    .map(([accountId, store]) => {
      const rows = people
        .filter((one) => one.accountId === accountId)
        .map(({ user }) => {
          const checked = user.id === first?.user.id ? ' checked' : '';
          const role = user.isAccountOwner
            ? 'owner'
            : user.isAccountAdmin
              ? 'admin'
              : 'not an admin';
          return `<label><input type="radio" name="user" value="${escapeHtml(user.id)}"${checked}> ${escapeHtml(user.name.full)} <small>(${role})</small></label>`;
        });
      return `<fieldset><legend>${escapeHtml(store.account.name)}</legend>${rows.join('')}</fieldset>`;
    })
    .join('');
  return page(
    'Allow access',
    `<p>An app asks to read this Jobber account. Choose who you are.</p>
<form method="post" action="/api/oauth/authorize">${hidden}${choices}
<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form>`,
  );
}

export function problemPage(sentence: string): string {
  return page('Not possible', `<p role="alert">${escapeHtml(sentence)}</p>`);
}

/** Any page of the sandbox: it says SANDBOX, so that nobody takes it for Jobber. */
export function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · SANDBOX</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#1c2420;background:#fff}
.banner{background:#7a2e00;color:#fff;padding:.4rem .8rem;font-weight:600}label{display:block;padding:.2rem 0}
fieldset{margin:0 0 1rem;border:1px solid #8a948e}button{font:inherit;padding:.4rem 1.2rem}</style></head>
<body><p class="banner">SANDBOX: a local stand-in for Jobber with invented data</p>
<main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>`;
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
