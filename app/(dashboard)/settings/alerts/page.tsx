import type { Metadata } from 'next';
import { formatsOfAccounts } from '@/lib/access/account-formats';
import { may } from '@/lib/access/rights';
import { keptAlerts } from '@/lib/outbox/alerts';
import { canSendMail } from '@/lib/outbox/mail-settings';
import { watchedEntry, watchedNames } from '@/lib/reports/watched-numbers';
import { requireScope } from '@/lib/session';
import { defaultFormats } from '../../../_ui/formats';
import { Nothing } from '../../../_ui/notice';
import { Box, SettingsFrame } from '../settings-frame';
import { AlertForm } from './alert-form';
import { AlertRow } from './alert-row';
import { alertWords, standingWords } from './alert-words';
import { Deliveries } from './deliveries';

export const metadata: Metadata = { title: 'Alerts' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function AlertsPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const mine = scope.accounts.filter(({ role }) => may(role, 'export'));
  const formats = await formatsOfAccounts(scope);
  const accounts = await Promise.all(
    mine.map(async (one) => ({
      ...one,
      ...(await keptAlerts(scope, one.id)),
      formats: formats.find(({ slug }) => slug === one.slug) ?? defaultFormats,
    })),
  );
  return (
    <SettingsFrame scope={scope} right="export">
      <Box
        title="New alert"
        about="A message when a number goes beyond a threshold: once each time, looked at every five minutes. The number is the one that its own page shows."
      >
        <AlertForm
          accounts={accounts.map(({ slug, name, role, formats: { currency } }) => ({
            slug,
            name,
            currency,
            canCall: may(role, 'manage'),
          }))}
          reports={choosable}
          canMail={canSendMail()}
        />
      </Box>
      {accounts.map(({ slug, name, alerts, deliveries, formats: own }) => (
        <Box key={slug} title={accounts.length > 1 ? `Alerts of ${name}` : 'Alerts'}>
          {alerts.length === 0 ? (
            <Nothing>
              Nothing is watched yet. A good first one: receivables above what you want to be owed.
            </Nothing>
          ) : (
            <ul className="-mx-4 -mb-4 border-line border-t">
              {alerts.map((alert) => (
                <AlertRow
                  key={alert.id}
                  slug={slug}
                  alert={alert}
                  words={alertWords(alert, own)}
                  standing={standingWords(alert, own)}
                />
              ))}
            </ul>
          )}
          {deliveries.length > 0 ? (
            <Deliveries
              deliveries={deliveries}
              names={new Map(alerts.map((alert) => [alert.id, alertWords(alert, own)]))}
              formats={own}
            />
          ) : null}
        </Box>
      ))}
    </SettingsFrame>
  );
}

const choosable = watchedNames.map((name) => {
  const { title, group, unit, when } = watchedEntry(name);
  return { name, title, group, unit, isOfPeriod: when === 'period' };
});
