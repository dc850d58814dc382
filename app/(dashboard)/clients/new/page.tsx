import type { Metadata } from 'next';
import { may } from '@/lib/access/rights';
import { requireScope } from '@/lib/session';
import { BackLink } from '../../../_ui/back-link';
import { Nothing } from '../../../_ui/notice';
import { ConnectionLine } from '../../connection-line';
import { PageHeader } from '../../page-header';
import { listHref } from '../../record-href';
import { NewClientForm } from './new-client-form';

export const metadata: Metadata = { title: 'New client' };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The one form that writes to Jobber from the lists: a new client. */
export default async function NewClientPage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const asked = typeof account === 'string' ? account : undefined;
  const { scope } = await requireScope(asked);
  const [chosen, ...others] = scope.accounts;
  return (
    <>
      <PageHeader
        title="New client"
        back={<BackLink href={listHref('client', asked ?? null)} label="All clients" />}
        line={<ConnectionLine asked={asked} path="/clients/new" />}
      />
      {!chosen || others.length > 0 ? (
        <Nothing>Choose one account first: a client belongs to one account in Jobber.</Nothing>
      ) : may(chosen.role, 'ask') ? (
        <NewClientForm account={chosen.slug} accountName={chosen.name} />
      ) : (
        <Nothing>Only an owner of this account can create clients in Jobber.</Nothing>
      )}
    </>
  );
}
