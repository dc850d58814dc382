import { BackLink } from '../../../_ui/back-link';
import { RecordSkeleton } from '../../../_ui/skeleton';
import { PageHeader } from '../../page-header';

export default function ClientLoading() {
  return (
    <>
      <PageHeader title="Client" back={<BackLink href="/clients" label="All clients" />} />
      <RecordSkeleton label="Reading the client" />
    </>
  );
}
