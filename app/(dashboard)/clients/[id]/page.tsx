import type { Metadata } from 'next';
import { getClient } from '@/lib/records/get-record';
import { type RecordProps, RecordRoute } from '../../record-route';
import { ClientBody } from '../client-body';
import { ClientState } from '../client-state';

export const metadata: Metadata = { title: 'Client' };

export default async function ClientPage(props: RecordProps) {
  const { timeline } = await props.searchParams;
  return (
    <RecordRoute
      {...props}
      kind="client"
      read={getClient}
      show={(client, context) => ({
        title: client.name || 'No name',
        state: <ClientState client={client} />,
        body: (
          <ClientBody
            client={client}
            context={context}
            timelineAfter={typeof timeline === 'string' ? timeline : undefined}
          />
        ),
      })}
    />
  );
}
