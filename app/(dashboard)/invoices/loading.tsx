import { ListSkeleton } from '../../_ui/skeleton';
import { PageHeader } from '../page-header';

export default function InvoicesLoading() {
  return (
    <>
      <PageHeader title="Invoices" />
      <ListSkeleton label="Reading invoices" />
    </>
  );
}
