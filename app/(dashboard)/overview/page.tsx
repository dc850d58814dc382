import type { Metadata } from 'next';
import { type ReactNode, Suspense } from 'react';
import { requireScope } from '@/lib/session';
import { aMoment } from '../a-moment';
import { ConnectionLine } from '../connection-line';
import { FreshnessMark } from '../freshness-mark';
import { PageHeader } from '../page-header';
import { BookedAheadCard } from './booked-ahead-card';
import { type CardProps, CardSkeleton } from './card';
import { LeftOnTableCard } from './left-on-table-card';
import { OwedCard } from './owed-card';
import { RevenueCard } from './revenue-card';

export const metadata: Metadata = { title: 'Overview' };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The page of the morning: first what to do, then how it goes. Every card reads the read model and costs no points. */
export default async function OverviewPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const asked = typeof account === 'string' ? account : undefined;
  const { scope } = await requireScope(asked);
  const card: CardProps = { scope, asked, now: new Date() };
  const cards = {
    leftOnTable: LeftOnTableCard(card),
    owed: OwedCard(card),
    bookedAhead: BookedAheadCard(card),
    revenue: RevenueCard(card),
  };
  const isThere = await aMoment(Object.values(cards));
  return (
    <>
      <PageHeader
        title="Overview"
        acts={
          <Suspense>
            <FreshnessMark asked={asked} />
          </Suspense>
        }
        line={
          <Suspense>
            <ConnectionLine
              asked={asked}
              path={asked ? `/overview?account=${encodeURIComponent(asked)}` : '/overview'}
            />
          </Suspense>
        }
      />
      <div className="grid max-w-[1440px] gap-4 p-4 sm:p-6 desk:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]">
        <Part
          isThere={isThere}
          fallback={<CardSkeleton title="Money left on the table" lines={6} />}
        >
          {cards.leftOnTable}
        </Part>
        <div className="grid content-start gap-4">
          <Part isThere={isThere} fallback={<CardSkeleton title="Owed to you" lines={5} />}>
            {cards.owed}
          </Part>
          <Part isThere={isThere} fallback={<CardSkeleton title="Booked ahead" lines={4} />}>
            {cards.bookedAhead}
          </Part>
        </div>
        <div className="desk:col-span-2">
          <Part isThere={isThere} fallback={<CardSkeleton title="Revenue" lines={6} />}>
            {cards.revenue}
          </Part>
        </div>
      </div>
    </>
  );
}

/** A card that is there already, or its skeleton until it is. */
function Part({
  isThere,
  fallback,
  children,
}: {
  isThere: boolean;
  fallback: ReactNode;
  children: ReactNode;
}) {
  return isThere ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
