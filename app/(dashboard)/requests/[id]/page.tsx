import type { Metadata } from 'next';
import { getRequest } from '@/lib/records/get-record';
import { RecordState } from '../../../_ui/record-state';
import { type RecordProps, RecordRoute } from '../../record-route';
import { RequestBody } from '../request-body';

export const metadata: Metadata = { title: 'Request' };

export default function RequestPage(props: RecordProps) {
  return (
    <RecordRoute
      {...props}
      kind="request"
      read={getRequest}
      show={(request, context) => ({
        title: request.title || 'No title',
        state: <RecordState kind="request" status={request.status} />,
        body: <RequestBody request={request} {...context} />,
      })}
    />
  );
}
