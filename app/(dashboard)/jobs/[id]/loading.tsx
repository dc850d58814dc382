import { BackLink } from '../../../_ui/back-link';
import { RecordSkeleton } from '../../../_ui/skeleton';
import { PageHeader } from '../../page-header';

export default function JobLoading() {
  return (
    <>
      <PageHeader title="Job" back={<BackLink href="/jobs" label="All jobs" />} />
      <RecordSkeleton label="Reading the job" />
    </>
  );
}
