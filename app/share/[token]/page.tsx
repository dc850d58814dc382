import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { takeRateLimit } from '@/lib/access/rate-limit';
import { findShare } from '@/lib/access/share-links';
import { isAppError } from '@/lib/errors';
import { calendarOf } from '@/lib/reports/calendar';
import { catalog, findReport } from '@/lib/reports/catalog';
import { parseReportQuery, reportParams } from '@/lib/reports/params';
import { runReport } from '@/lib/reports/run-report';
import { signInPlace } from '@/lib/session/sign-in-place';
import { visitorKey } from '@/lib/session/visitor';
import { ReportResults } from '../../(dashboard)/reports/[report]/report-results';
import { SignInFrame } from '../../sign-in/sign-in-frame';

export const metadata: Metadata = {
  title: 'Shared report',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

/** One report for somebody who has the link, and nothing else. */
export default async function SharePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const isKnocking = await takeRateLimit(`share:${visitorKey(await headers())}`, {
    limit: 60,
    windowSeconds: 60,
  }).then(
    () => true,
    (error: unknown) => {
      if (isAppError(error) && error.code === 'rate_limited') return false;
      throw error;
    },
  );
  if (!isKnocking) {
    return <Gone title="Too many tries from here">Wait a minute, then load again.</Gone>;
  }
  const shared = await findShare(token);
  const name = shared && findReport(shared.report);
  if (!shared || !name) {
    return <Gone title="This link does not work any more">Ask whoever sent it for a new one.</Gone>;
  }
  const choices = parseReportQuery(Object.fromEntries(new URLSearchParams(shared.query)));
  const chosen = reportParams(choices, new Date(), await calendarOf(shared.scope));
  return (
    <main className="mx-auto max-w-4xl pb-16">
      <header className="border-line border-b px-4 py-4 sm:px-6">
        <p className="text-ink-soft text-table">{shared.scope.accounts[0]?.name}</p>
        <h1 className="font-semibold text-title tracking-[-0.015em]">{catalog[name].title}</h1>
      </header>
      <ReportResults
        name={name}
        asked={undefined}
        accounts={shared.scope.accounts}
        params={chosen}
        choices={choices}
        results={await runReport(shared.scope, name, chosen)}
        isShared
      />
      <p className="px-4 text-ink-soft text-label sm:px-6">
        Shared from a Fieldboard. The numbers are those of this moment.
      </p>
    </main>
  );
}

function Gone({ title, children }: { title: string; children: string }) {
  return (
    <SignInFrame isSandbox={signInPlace().isSandbox}>
      <div role="alert" className="grid gap-1.5">
        <h1 className="font-semibold text-title">{title}</h1>
        <p className="text-ink-soft">{children}</p>
      </div>
    </SignInFrame>
  );
}
