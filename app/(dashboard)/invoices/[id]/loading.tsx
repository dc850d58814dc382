import { BackLink } from '../../../_ui/back-link';
import { RecordSkeleton } from '../../../_ui/skeleton';
import { PageHeader } from '../../page-header';

export default function InvoiceLoading() {
  return (
    <>
      <PageHeader title="Invoice" back={<BackLink href="/invoices" label="All invoices" />} />
      <RecordSkeleton label="Reading the invoice" />
    </>
  );
}
