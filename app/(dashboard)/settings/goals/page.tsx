import type { Metadata } from 'next';
import { askedAccounts } from '@/lib/reports/asked-accounts';
import { goalsOf } from '@/lib/reports/goals';
import { labourRatesOf, ratedPeople } from '@/lib/reports/labour-rates';
import { requireScope } from '@/lib/session';
import { Box, SettingsFrame } from '../settings-frame';
import { GoalForm } from './goal-form';
import { RateForm } from './rate-form';

export const metadata: Metadata = { title: 'Goals and rates' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function GoalsPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const [goals, rates, people, calendars] = await Promise.all([
    goalsOf(scope),
    labourRatesOf(scope),
    ratedPeople(scope),
    askedAccounts(scope),
  ]);
  return (
    <SettingsFrame scope={scope} right="work">
      {scope.accounts.map(({ id, slug, name }) => {
        const of = scope.accounts.length > 1 ? ` of ${name}` : '';
        const calendar = calendars.find((one) => one.id === id);
        const formats = {
          locale: calendar?.locale ?? 'en-US',
          currency: calendar?.currency ?? 'USD',
          timeZone: calendar?.timeZone ?? 'UTC',
        };
        return (
          <div key={slug} className="grid gap-4">
            <Box
              title={`Goals${of}`}
              about="What you want to invoice before tax. A goal holds from its day until the next one; the report Goal and pace compares with it by working days."
            >
              <GoalForm
                slug={slug}
                goals={goals.filter((goal) => goal.accountId === id)}
                formats={formats}
              />
            </Box>
            <Box
              title={`Labour rates${of}`}
              about="What an hour costs from a day on, and what comes on top of the wage. Job profit uses the rate that was in force on the day of the work; where none is set, the one that Jobber shows."
            >
              <RateForm
                slug={slug}
                rates={rates.filter((rate) => rate.accountId === id)}
                people={people.filter((person) => person.accountId === id)}
                formats={formats}
              />
            </Box>
          </div>
        );
      })}
    </SettingsFrame>
  );
}
