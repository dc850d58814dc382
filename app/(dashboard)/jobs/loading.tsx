import { ListSkeleton } from '../../_ui/skeleton';
import { PageHeader } from '../page-header';

export default function JobsLoading() {
  return (
    <>
      <PageHeader title="Jobs" />
      <ListSkeleton label="Reading jobs" />
    </>
  );
}
