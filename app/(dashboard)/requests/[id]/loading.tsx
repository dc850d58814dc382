import { BackLink } from '../../../_ui/back-link';
import { RecordSkeleton } from '../../../_ui/skeleton';
import { PageHeader } from '../../page-header';

export default function RequestLoading() {
  return (
    <>
      <PageHeader title="Request" back={<BackLink href="/requests" label="All requests" />} />
      <RecordSkeleton label="Reading the request" />
    </>
  );
}
