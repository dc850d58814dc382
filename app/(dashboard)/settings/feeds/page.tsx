import type { Metadata } from 'next';
import { liveFeedKeys } from '@/lib/access/feed-keys';
import { requireScope } from '@/lib/session';
import { manageable } from '../manageable';
import { Box, SettingsFrame } from '../settings-frame';
import { FeedKeys } from './feed-keys';

export const metadata: Metadata = { title: 'Feeds' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function FeedsPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const mine = await manageable(scope);
  const keys = mine ? await liveFeedKeys(mine) : [];
  return (
    <SettingsFrame scope={scope} right="manage">
      {mine?.accounts.map((one) => (
        <Box
          key={one.id}
          title={`Feeds of ${one.name}`}
          about="A feed is an address that a spreadsheet, a calendar or a script reads without signing in, so whoever has it sees that list. Google Sheets: =IMPORTDATA with the CSV address; this server must be reachable from the internet for that. A calendar subscribes to the schedule."
        >
          <FeedKeys
            slug={one.slug}
            keys={keys.filter(({ accountId }) => accountId === one.id)}
            now={new Date().toISOString()}
          />
        </Box>
      ))}
    </SettingsFrame>
  );
}
