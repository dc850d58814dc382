import { Pin } from 'lucide-react';
import type { NoteRow, SubList } from '@/lib/live/contract';
import { MoreInJobber } from './document-table';
import type { Formats } from './formats';
import { Moment } from './moment';
import { Hidden, Nothing } from './notice';

/**
 * Notes as people wrote them in Jobber, pinned ones first as Jobber gives them.
 * @public
 */
export function Notes({
  list,
  formats,
  now,
  moreUrl,
}: {
  list: SubList<NoteRow>;
  formats: Formats;
  now: string;
  moreUrl: string | null;
}) {
  if (list === null) {
    return (
      <div className="px-6 py-12 text-center text-table">
        <Hidden what="notes" />
      </div>
    );
  }
  if (list.rows.length === 0) return <Nothing>No notes yet.</Nothing>;
  return (
    <>
      <ul>
        {list.rows.map((note) => (
          <li key={note.id} className="border-line border-b px-4 py-3">
            <p className="max-w-[70ch] whitespace-pre-wrap break-words">{note.message}</p>
            <p className="mt-1 flex items-center gap-1.5 text-ink-soft text-label">
              {note.pinned ? (
                <>
                  <Pin aria-hidden className="size-3" strokeWidth={1.75} /> Pinned ·
                </>
              ) : null}
              {note.createdBy ? `${note.createdBy} · ` : null}
              <Moment at={note.createdAt} now={now} formats={formats} time />
            </p>
          </li>
        ))}
      </ul>
      {list.hasMore ? <MoreInJobber shown={list.rows.length} label="notes" url={moreUrl} /> : null}
    </>
  );
}

/**
 * How many a list holds as far as it came: `12`, `10+`, or nothing when hidden.
 * @public
 */
export function countOf(list: SubList<unknown>): string {
  if (list === null) return '';
  return list.hasMore ? `${list.rows.length}+` : `${list.rows.length}`;
}
