import 'server-only';
import type { AccountScope } from '@/lib/access/account-scope';
import { may } from '@/lib/access/rights';
import type { ListName } from '@/lib/records/contract';
import { defaultViews } from '@/lib/records/default-views';
import { listPage } from '@/lib/records/list-page';
import { listParams, parseListQuery } from '@/lib/records/list-query';
import { savedViews } from '@/lib/records/saved-views';
import { askedAccounts } from '@/lib/reports/asked-accounts';
import { kindProgress } from '@/lib/sync/kind-progress';
import { type KnownKinds, knownKinds } from '@/lib/sync/known-kinds';
import { kindOf, type ListAccount, type ListSetup, readingOf } from '../_query/list-page';
import { type ListUrl, type ListView, listQueryText, shownParams } from '../_query/list-url';
import { packRows } from '../_query/packed-rows';
import { notReadYet } from '../_ui/money';
import { gapOf } from './known-parts';
import { readOrFailure } from './read-or-failure';

/** Everything a list opens with, read from the read model at once. */
export async function listSetup<List extends ListName>(
  scope: AccountScope,
  list: List,
  url: ListUrl,
): Promise<ListSetup<List>> {
  const now = new Date().toISOString();
  // A list opens as the first of its own views, so those of the person need not be known before its rows are asked for.
  const params = shownParams(url, defaultViewsOf(list));
  const [views, first, accounts, progress] = await Promise.all([
    viewsOf(scope, list),
    readOrFailure(list, async () => {
      const { rows, next } = await listPage(scope, list, parseListQuery(list, params));
      return { packed: packRows(rows), next, checkedAt: now };
    }),
    listAccounts(scope),
    readingNow(scope, list),
  ]);
  return {
    first,
    firstText: listQueryText(params, url.account),
    accounts,
    views,
    ...progress,
    canExport: scope.accounts.every(({ role }) => may(role, 'export')),
    canAsk: scope.accounts.length === 1 && scope.accounts.every(({ role }) => may(role, 'ask')),
    now,
  };
}

/** The accounts on screen with their formats, as rows and records need them. */
export async function listAccounts(scope: AccountScope): Promise<ListAccount[]> {
  const asked = await askedAccounts(scope);
  return asked.map(({ id, name, locale, currency, timeZone }) => ({
    id,
    slug: scope.accounts.find((account) => account.id === id)?.slug ?? '',
    name,
    formats: { locale, currency, timeZone },
  }));
}

// Without a person's own views the list still works; the next page load has them.
async function viewsOf(scope: AccountScope, list: ListName): Promise<ListView[]> {
  const own = await savedViews(scope, list).catch(() => []);
  return [
    ...defaultViewsOf(list),
    ...own.map(({ id, name, params }) => ({
      key: id,
      name,
      question: 'Your own view',
      params: Object.fromEntries(new URLSearchParams(params)) as ListView['params'],
      isOwn: true,
    })),
  ];
}

function defaultViewsOf(list: ListName): ListView[] {
  return defaultViews[list].map(({ key, name, question, query }) => ({
    key,
    name,
    question,
    params: listParams(list, query),
  }));
}

// Without progress the rows still show; the freshness mark in the header says what is wrong.
async function readingNow(
  scope: AccountScope,
  list: ListName,
): Promise<Pick<ListSetup<ListName>, 'reading' | 'gaps' | 'isPermitted'>> {
  const [entities, kinds] = await Promise.all([
    kindProgress(scope, kindOf[list]).catch(() => []),
    knownKinds(scope).catch(() => new Map<number, KnownKinds>()),
  ]);
  return {
    reading: readingOf(entities),
    gaps: {
      details: entities.every(({ hasDetails }) => hasDetails) ? null : notReadYet,
      visits:
        [...kinds.values()].map((known) => gapOf(known, 'visit')).find((gap) => gap !== null) ??
        null,
    },
    isPermitted: entities.length === 0 || entities.some(({ state }) => state !== 'not_permitted'),
  };
}
