import type { Metadata } from 'next';
import { formatsOfAccounts } from '@/lib/access/account-formats';
import { currencies, locales, timeZones } from '@/lib/access/formats-choice';
import { may } from '@/lib/access/rights';
import { requireScope } from '@/lib/session';
import { FormatsForm } from './formats-form';
import { Box, SettingsFrame } from './settings-frame';

export const metadata: Metadata = { title: 'Formats' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function FormatsPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const formats = await formatsOfAccounts(scope);
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return (
    <SettingsFrame scope={scope}>
      {formats.map((one) => (
        <Box
          key={one.slug}
          title={formats.length > 1 ? `Formats of ${one.name}` : 'Formats'}
          about="How money, dates and weeks are shown to everybody in this account. Nothing is converted: the amounts are Jobber’s, which does not tell its currency."
        >
          <FormatsForm
            formats={one}
            currencies={currencies.map((code) => ({
              value: code,
              label: `${code} · ${names.of(code) ?? code}`,
            }))}
            locales={locales}
            timeZones={timeZones}
            canChange={may(scope.roleIn(one.accountId), 'manage')}
            now={new Date().toISOString()}
          />
        </Box>
      ))}
    </SettingsFrame>
  );
}
