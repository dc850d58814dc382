'use client';

import type { Route } from 'next';
import type { ReactNode } from 'react';
import { BackLink } from '../_ui/back-link';
import { ListSkeleton, RecordSkeleton, RowsSkeleton } from '../_ui/skeleton';
import { PageHeader } from './page-header';

const lists: Readonly<Record<string, string>> = {
  '/clients': 'Clients',
  '/jobs': 'Jobs',
  '/quotes': 'Quotes',
  '/invoices': 'Invoices',
  '/requests': 'Requests',
  '/schedule/visits': 'Visits',
};

/** What stands in the place of a page until it comes; null for pages that follow the one before once they are there. */
export function waitingFor(path: string): ReactNode {
  const list = lists[path];
  if (list) {
    return (
      <>
        <PageHeader title={list} />
        <ListSkeleton label={`Reading ${list.toLowerCase()}`} />
      </>
    );
  }
  if (path === '/schedule') {
    return (
      <>
        <PageHeader title="Schedule" />
        <RowsSkeleton label="Reading the schedule" />
      </>
    );
  }
  const above = path.slice(0, path.lastIndexOf('/'));
  const records = lists[above];
  if (!records || above === '/schedule/visits' || path.endsWith('/new')) return null;
  const one = records.slice(0, -1);
  const back = <BackLink href={above as Route} label={`All ${records.toLowerCase()}`} />;
  return (
    <>
      <PageHeader title={one} back={back} />
      <RecordSkeleton label={`Reading the ${one.toLowerCase()}`} />
    </>
  );
}
