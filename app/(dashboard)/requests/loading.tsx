import { ListSkeleton } from '../../_ui/skeleton';
import { PageHeader } from '../page-header';

export default function RequestsLoading() {
  return (
    <>
      <PageHeader title="Requests" />
      <ListSkeleton label="Reading requests" />
    </>
  );
}
