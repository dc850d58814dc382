'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useContext } from 'react';
import { buttonClass } from '../_ui/classes';
import type { Formats } from '../_ui/formats';
import { Notes } from '../_ui/notes';
import { Nothing } from '../_ui/notice';
import { Bar } from '../_ui/skeleton';
import { recordNotesAction } from './check-record-action';
import { LiveContext } from './live-record';

/** The notes of the record, asked of Jobber once their tab (`notes`) is looked at. */
export function LiveNotes({
  formats,
  now,
  moreUrl,
}: {
  formats: Formats;
  now: string;
  moreUrl: string | null;
}) {
  const { kind, id, account, canAsk } = useContext(LiveContext);
  const [tab] = useQueryState('tab', parseAsString);
  const notes = useQuery({
    queryKey: ['notes', account, kind, id],
    queryFn: () => recordNotesAction(account, { kind, id }),
    enabled: canAsk && tab === 'notes',
  });
  if (!canAsk) {
    return (
      <Nothing>
        Notes are read from Jobber itself, which only an owner of this account can ask.
      </Nothing>
    );
  }
  if (notes.isPending || (notes.isFetching && (notes.isError || 'error' in notes.data))) {
    return (
      <div role="status" aria-label="Reading notes from Jobber" className="grid gap-3 p-4">
        <Bar className="w-80" />
        <Bar className="w-64" />
        <Bar className="w-72" />
      </div>
    );
  }
  if (notes.isError || 'error' in notes.data) {
    const message =
      notes.data && 'error' in notes.data ? notes.data.error.message : 'Fieldboard did not answer.';
    return (
      <Nothing
        action={
          <button
            type="button"
            onClick={() => void notes.refetch()}
            className={buttonClass('plain')}
          >
            Retry
          </button>
        }
      >
        {message}
      </Nothing>
    );
  }
  return <Notes found={notes.data} formats={formats} now={now} moreUrl={moreUrl} />;
}
