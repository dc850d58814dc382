import type { TadaDocumentNode } from 'gql.tada';
import type { JobberClient } from '@/lib/jobber/client';
import { clientNotesDocument } from '@/lib/jobber/documents/client';
import { invoiceNotesDocument } from '@/lib/jobber/documents/invoice';
import { jobNotesDocument } from '@/lib/jobber/documents/job';
import { quoteNotesDocument } from '@/lib/jobber/documents/quote';
import { requestNotesDocument } from '@/lib/jobber/documents/request';
import type { NoteRow, SubList } from './contract';
import { noteRow, part } from './parts';
import { singleFlight } from './single-flight';

/**
 * The latest notes on a record, asked of Jobber now: the read model keeps none. Null when Jobber withholds them.
 * @public
 */
export function liveNotes(
  client: JobberClient,
  kind: 'client' | 'job' | 'quote' | 'invoice' | 'request',
  id: string,
): Promise<SubList<NoteRow>> {
  return singleFlight(client, `notes ${kind} ${id}`, async () => {
    switch (kind) {
      case 'client':
        return notes(client, clientNotesDocument, id, (it) => it.client?.notes);
      case 'job':
        return notes(client, jobNotesDocument, id, (it) => it.job?.notes);
      case 'quote':
        return notes(client, quoteNotesDocument, id, (it) => it.quote?.notes);
      case 'invoice':
        return notes(client, invoiceNotesDocument, id, (it) => it.invoice?.notes);
      case 'request':
        return notes(client, requestNotesDocument, id, (it) => it.request?.notes);
    }
  });
}

async function notes<Data>(
  client: JobberClient,
  document: TadaDocumentNode<Data, { id: string }>,
  id: string,
  pick: (data: Data) => unknown,
): Promise<SubList<NoteRow>> {
  const { list } = await part(client, document, id, 'notes', pick, noteRow);
  return list;
}
