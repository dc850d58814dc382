'use server';

import { z } from 'zod';
import { accountAction } from '@/lib/action';
import { jobberFor } from '@/lib/connection';
import { recordIdSchema } from '@/lib/live/input';
import { liveNotes } from '@/lib/live/notes';
import { checkRecord } from '@/lib/sync/check-record';
import { singleAccount } from './single-account';

const input = z.object({
  kind: z.enum(['client', 'job', 'quote', 'invoice', 'request']),
  id: recordIdSchema,
});

const shown = z.object({ readAt: z.iso.datetime(), detailAt: z.iso.datetime().nullable() });

/** Asks Jobber for the record on screen, once. */
export const checkRecordAction = accountAction(
  { name: 'check_record', right: 'ask' },
  input.extend({ shown }),
  async ({ kind, id, shown }, { scope }) => {
    const accountId = singleAccount(scope).id;
    const client = jobberFor(accountId, { personId: scope.personId });
    return checkRecord(client, accountId, kind, id, { shown });
  },
);

/** The notes of a record with their files, which the read model does not keep. */
export const recordNotesAction = accountAction(
  { name: 'record_notes', right: 'ask' },
  input,
  async ({ kind, id }, { scope }) =>
    liveNotes(jobberFor(singleAccount(scope).id, { personId: scope.personId }), kind, id),
);
