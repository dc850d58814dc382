import { ListSkeleton } from '../../_ui/skeleton';
import { PageHeader } from '../page-header';

export default function QuotesLoading() {
  return (
    <>
      <PageHeader title="Quotes" />
      <ListSkeleton label="Reading quotes" />
    </>
  );
}
