import type { Metadata } from 'next';
import { may } from '@/lib/access/rights';
import { findSubscription } from '@/lib/outbox/due-scorecards';
import { canSendMail } from '@/lib/outbox/mail-settings';
import { requireScope } from '@/lib/session';
import { Box, SettingsFrame } from '../settings-frame';
import { ScorecardForm } from './scorecard-form';

export const metadata: Metadata = { title: 'Mail' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function MailPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const mine = scope.accounts.filter(({ role }) => may(role, 'export'));
  const subscriptions = await Promise.all(
    mine.map(async (one) => ({ one, own: await findSubscription(scope, one.id) })),
  );
  const isOn = canSendMail();
  return (
    <SettingsFrame scope={scope} right="export">
      {isOn ? null : (
        <Box
          title="Mail is off"
          about="This server has no mail server yet. Whoever runs it sets SMTP_URL and MAIL_FROM; until then nothing is sent."
        >
          {null}
        </Box>
      )}
      {subscriptions.map(({ one, own }) => (
        <Box
          key={one.slug}
          title={subscriptions.length > 1 ? `Weekly scorecard of ${one.name}` : 'Weekly scorecard'}
          about="Last week on one page, at seven in the morning: revenue, cash, what is owed, what is booked, open quotes and the money left on the table. The same numbers as the pages, for you alone."
        >
          <ScorecardForm slug={one.slug} own={own} isOn={isOn} />
        </Box>
      ))}
    </SettingsFrame>
  );
}
