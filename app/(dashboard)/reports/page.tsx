import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { catalog, type ReportName, reportNames } from '@/lib/reports/catalog';
import { requireScope } from '@/lib/session';
import { FreshnessMark } from '../freshness-mark';
import { PageHeader } from '../page-header';
import { groups } from './groups';
import { reportHref, withQuery } from './report-href';

export const metadata: Metadata = { title: 'Reports' };

export default async function ReportsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { account } = await searchParams;
  const asked = typeof account === 'string' ? account : undefined;
  await requireScope(asked);
  return (
    <>
      <PageHeader
        title="Reports"
        acts={
          <Suspense>
            <FreshnessMark asked={asked} />
          </Suspense>
        }
      />
      <div className="grid gap-8 px-4 py-5 sm:px-6">
        {groups.map(([group, title]) => (
          <Group
            key={group}
            title={title}
            asked={asked}
            names={reportNames.filter((name) => catalog[name].group === group)}
          />
        ))}
        <section>
          <h2 className="mb-2 font-medium text-ink-soft text-label">Whether they are right</h2>
          <ul className="grid gap-px overflow-hidden rounded-card border border-line bg-surface sm:grid-cols-2 xl:grid-cols-3">
            <Entry
              href={withQuery('/reports/data-quality', { account: asked })}
              title="Data quality"
              question="What in Jobber makes these numbers wrong?"
            />
          </ul>
        </section>
      </div>
    </>
  );
}

function Group({
  title,
  names,
  asked,
}: {
  title: string;
  names: ReportName[];
  asked: string | undefined;
}) {
  if (names.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 font-medium text-ink-soft text-label">{title}</h2>
      <ul className="grid gap-px overflow-hidden rounded-card border border-line bg-surface sm:grid-cols-2 xl:grid-cols-3">
        {names.map((name) => (
          <Entry
            key={name}
            href={reportHref(name, { account: asked })}
            title={catalog[name].title}
            question={catalog[name].question}
          />
        ))}
      </ul>
    </section>
  );
}

function Entry({ href, title, question }: { href: Route; title: string; question: string }) {
  return (
    <li className="relative px-4 py-3 shadow-[0_0_0_1px_var(--line)] hover:bg-hover">
      <Link href={href} prefetch={false} className="font-medium after:absolute after:inset-0">
        {title}
      </Link>
      <p className="text-ink-soft text-table">{question}</p>
    </li>
  );
}
