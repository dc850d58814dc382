import type { Metadata } from 'next';
import { requireScope } from '@/lib/session';
import { manageable } from '../manageable';
import { Box, SettingsFrame } from '../settings-frame';
import { DeleteAccount } from './delete-account';

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
