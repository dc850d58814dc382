import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { auditLog } from '@/lib/access/audit-log';
import { requireScope } from '@/lib/session';
import { buttonClass } from '../../../_ui/classes';
import { Moment } from '../../../_ui/moment';
import { manageable } from '../manageable';
import { Box, SettingsFrame } from '../settings-frame';
import { shownFormats } from '../shown-formats';
import { auditSentence } from './audit-words';

export const metadata: Metadata = { title: 'Audit log' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function AuditPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const asked = typeof query.account === 'string' ? query.account : undefined;
  const { scope } = await requireScope(asked);
  const before = Number(query.before);
  const mine = await manageable(scope);
  const page = mine
    ? await auditLog(mine, Number.isSafeInteger(before) && before > 0 ? { before } : {})
    : { entries: [], next: null };
  const formats = await shownFormats(scope);
  const now = new Date().toISOString();
  const isMany = (mine?.accounts.length ?? 0) > 1;
  return (
    <SettingsFrame scope={scope} right="manage">
      <Box
        title="Audit log"
        about="Who did what in this account, latest first. It holds no customer data and no keys."
      >
        {page.entries.length === 0 ? (
          <p className="text-ink-soft text-table">Nothing has been done yet.</p>
        ) : (
          <ol className="divide-y divide-line border-line border-y">
            {page.entries.map((entry) => (
              <li key={entry.id} className="flex flex-wrap gap-x-3 py-2 text-table">
                <span className="w-32 shrink-0 text-ink-soft">
                  <Moment at={entry.at} now={now} formats={formats} time />
                </span>
                <span className="min-w-48 flex-1">{auditSentence(entry)}</span>
                {isMany ? <span className="text-ink-soft">{entry.accountName}</span> : null}
              </li>
            ))}
          </ol>
        )}
        {page.next === null ? null : (
          <Link href={olderHref(asked, page.next)} className={`${buttonClass('plain')} w-fit`}>
            Older entries
          </Link>
        )}
      </Box>
    </SettingsFrame>
  );
}

function olderHref(asked: string | undefined, before: number): Route {
  const query = new URLSearchParams({ ...(asked ? { account: asked } : {}), before: `${before}` });
  return `/settings/audit?${query}` as Route;
}
