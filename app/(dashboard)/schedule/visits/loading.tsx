import { ListSkeleton } from '../../../_ui/skeleton';
import { PageHeader } from '../../page-header';

export default function VisitsLoading() {
  return (
    <>
      <PageHeader title="Visits" />
      <ListSkeleton label="Reading visits" />
    </>
  );
}
