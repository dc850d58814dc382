import type { Metadata } from 'next';
import { getQuote } from '@/lib/records/get-record';
import { RecordState } from '../../../_ui/record-state';
import { NumberedTitle } from '../../record-parts';
import { type RecordProps, RecordRoute } from '../../record-route';
import { QuoteBody } from '../quote-body';

export const metadata: Metadata = { title: 'Quote' };

export default function QuotePage(props: RecordProps) {
  return (
    <RecordRoute
      {...props}
      kind="quote"
      read={getQuote}
      show={(quote, context) => ({
        title: <NumberedTitle number={quote.quoteNumber}>{quote.title}</NumberedTitle>,
        state: <RecordState kind="quote" status={quote.status} />,
        body: <QuoteBody quote={quote} {...context} />,
      })}
    />
  );
}
