import type { Metadata } from 'next';
import { requireScope } from '@/lib/session';
import { manageable } from '../manageable';
import { Box, SettingsFrame } from '../settings-frame';
import { DeleteAccount } from './delete-account';
import { EraseClient } from './erase-client';

export const metadata: Metadata = { title: 'Data' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function DataPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const mine = await manageable(scope);
  return (
    <SettingsFrame scope={scope} right="manage">
      {mine?.accounts.map(({ slug, name }) => (
        <Box
          key={`erase ${slug}`}
          title={mine.accounts.length > 1 ? `Erase a client of ${name}` : 'Erase a client'}
          about="When somebody asks you to forget them. Names, addresses, numbers and texts go from everything on this server; dates and amounts stay, so no figure changes. Delete them in Jobber too: what Jobber still sends is blanked here."
        >
          <EraseClient slug={slug} />
        </Box>
      ))}
      {mine?.accounts.map(({ slug, name }) => (
        <Box
          key={slug}
          title={`Delete ${name} from this server`}
          about="Every record that was read, the connection, the people who are in no other account, the settings, the history and the log of this account. Jobber keeps its own records; nothing changes there."
        >
          <DeleteAccount slug={slug} name={name} />
        </Box>
      ))}
    </SettingsFrame>
  );
}
