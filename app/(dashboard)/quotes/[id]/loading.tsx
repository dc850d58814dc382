import { BackLink } from '../../../_ui/back-link';
import { RecordSkeleton } from '../../../_ui/skeleton';
import { PageHeader } from '../../page-header';

export default function QuoteLoading() {
  return (
    <>
      <PageHeader title="Quote" back={<BackLink href="/quotes" label="All quotes" />} />
      <RecordSkeleton label="Reading the quote" />
    </>
  );
}
