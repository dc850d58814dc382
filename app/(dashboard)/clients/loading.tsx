import { ListSkeleton } from '../../_ui/skeleton';
import { PageHeader } from '../page-header';

export default function ClientsLoading() {
  return (
    <>
      <PageHeader title="Clients" />
      <ListSkeleton label="Reading clients" />
    </>
  );
}
