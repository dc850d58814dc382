import type { Metadata } from 'next';
import { getInvoice } from '@/lib/records/get-record';
import { RecordState } from '../../../_ui/record-state';
import { NumberedTitle } from '../../record-parts';
import { type RecordProps, RecordRoute } from '../../record-route';
import { InvoiceBody } from '../invoice-body';

export const metadata: Metadata = { title: 'Invoice' };

export default function InvoicePage(props: RecordProps) {
  return (
    <RecordRoute
      {...props}
      kind="invoice"
      read={getInvoice}
      show={(invoice, context) => ({
        title: <NumberedTitle number={invoice.invoiceNumber}>{invoice.subject}</NumberedTitle>,
        state: <RecordState kind="invoice" status={invoice.status} />,
        body: <InvoiceBody invoice={invoice} {...context} />,
      })}
    />
  );
}
