import type { TadaDocumentNode } from 'gql.tada';
import { z } from 'zod';
import { isAppError } from '@/lib/errors';
import type { JobberClient } from '@/lib/jobber/client';
import {
  clientNotesDocument,
  invoiceNotesDocument,
  jobNotesDocument,
  quoteNotesDocument,
  requestNotesDocument,
} from '@/lib/jobber/documents/notes';
import type { NoteFile, RecordNotes } from './contract';
import { webAddress } from './parts';
import { singleFlight } from './single-flight';
import { connection, count, flag, read, text } from './values';

/**
 * The latest notes on a record with their files, asked of Jobber now: the read model keeps none, and the addresses of
 * files end.
 * @public
 */
export function liveNotes(
  client: JobberClient,
  kind: 'client' | 'job' | 'quote' | 'invoice' | 'request',
  id: string,
): Promise<RecordNotes> {
  return singleFlight(client, `notes ${kind} ${id}`, async () => {
    switch (kind) {
      case 'client':
        return notes(client, clientNotesDocument, id, (it) => it.client);
      case 'job':
        return notes(client, jobNotesDocument, id, (it) => it.job);
      case 'quote':
        return notes(client, quoteNotesDocument, id, (it) => it.quote);
      case 'invoice':
        return notes(client, invoiceNotesDocument, id, (it) => it.invoice);
      case 'request':
        return notes(client, requestNotesDocument, id, (it) => it.request);
    }
  });
}

async function notes<Data>(
  client: JobberClient,
  document: TadaDocumentNode<Data, { id: string }>,
  id: string,
  pick: (data: Data) => unknown,
): Promise<RecordNotes> {
  const answer = await client.query(document, { id }).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'jobber_hidden') return null;
    throw error;
  });
  const record = answer ? read(noted, pick(answer.data)) : null;
  const list = record?.notes ?? null;
  const files = record?.noteAttachments ?? null;
  const of = (noteId: string | null) =>
    (files?.rows ?? []).filter((file) => file.noteId === noteId).map(({ file }) => file);
  const shown = new Set(list?.rows.map((note) => note.id));
  return {
    notes: list && {
      ...list,
      rows: list.rows.map((note) => ({ ...note, files: of(note.id) })),
    },
    otherFiles: (files?.rows ?? [])
      .filter(({ noteId }) => noteId === null || !shown.has(noteId))
      .map(({ file }) => file),
    hasMoreFiles: files?.hasMore ?? false,
    areFilesHidden: files === null,
  };
}

const noteRow = z
  .object({
    id: z.string(),
    message: text,
    pinned: flag,
    createdAt: text,
    createdBy: z
      .object({
        name: z.object({ full: text }).nullish(),
        clientName: text,
        appName: text,
      })
      .nullish(),
  })
  .transform(({ message, createdBy, ...note }) => {
    const author = createdBy?.name?.full ?? createdBy?.clientName ?? createdBy?.appName ?? null;
    return { ...note, message: message ?? '', createdBy: author };
  });

const noteFile = z
  .object({
    id: z.string(),
    fileName: text,
    fileSize: count,
    url: text,
    note: z.object({ id: z.string() }).nullish(),
  })
  .transform(
    ({ id, fileName, fileSize, url, note }): { file: NoteFile; noteId: string | null } => ({
      file: { id, name: fileName ?? 'File', url: webAddress(url), bytes: fileSize },
      noteId: note?.id ?? null,
    }),
  );

const noted = z
  .object({ notes: connection(noteRow), noteAttachments: connection(noteFile) })
  .nullish();
