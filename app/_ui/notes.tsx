import { Paperclip, Pin } from 'lucide';
import type { NoteFile, RecordNotes } from '@/lib/live/contract';
import { linkInText } from './classes';
import { type Formats, formatBytes } from './formats';
import { Icon } from './icon';
import { Moment } from './moment';
import { Hidden, Nothing } from './notice';

/**
 * Notes as people wrote them in Jobber with the files at them, the latest first.
 * @public
 */
export function Notes({
  found: { notes, otherFiles, hasMoreFiles, areFilesHidden },
  formats,
  now,
  moreUrl,
}: {
  found: RecordNotes;
  formats: Formats;
  now: string;
  /** The record in Jobber, where older notes are. */
  moreUrl: string | null;
}) {
  if (notes === null) {
    return (
      <div className="px-6 py-12 text-center text-table">
        <Hidden what="notes" />
      </div>
    );
  }
  if (notes.rows.length === 0 && otherFiles.length === 0) return <Nothing>No notes yet.</Nothing>;
  return (
    <>
      <ul>
        {notes.rows.map((note) => (
          <li key={note.id} className="border-line border-b px-4 py-3">
            <p className="max-w-[70ch] whitespace-pre-wrap break-words">{note.message}</p>
            <Files files={note.files} formats={formats} />
            <p className="mt-1 flex items-center gap-1.5 text-ink-soft text-label">
              {note.pinned ? (
                <>
                  <Icon of={Pin} className="size-3" isBold /> Pinned ·
                </>
              ) : null}
              {note.createdBy ? `${note.createdBy} · ` : null}
              <Moment at={note.createdAt} now={now} formats={formats} time />
            </p>
          </li>
        ))}
        {otherFiles.length > 0 ? (
          <li className="border-line border-b px-4 py-3">
            <p className="text-ink-soft text-label">Files at older notes</p>
            <Files files={otherFiles} formats={formats} />
          </li>
        ) : null}
      </ul>
      {areFilesHidden ? (
        <div className="px-4 py-3 text-table">
          <Hidden what="the files of notes" />
        </div>
      ) : null}
      {notes.hasMore || hasMoreFiles ? (
        <p className="px-4 py-3 text-ink-soft text-table">
          These are the latest; there are older ones.{' '}
          {moreUrl ? (
            <a href={moreUrl} target="_blank" rel="noreferrer" className={linkInText}>
              See all in Jobber
            </a>
          ) : null}
        </p>
      ) : null}
    </>
  );
}

function Files({ files, formats }: { files: readonly NoteFile[]; formats: Formats }) {
  if (files.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          <FileChip file={file} formats={formats} />
        </li>
      ))}
    </ul>
  );
}

function FileChip({ file, formats }: { file: NoteFile; formats: Formats }) {
  const look =
    'inline-flex h-8 max-w-full items-center gap-1.5 rounded-control border border-line bg-surface px-2.5 text-table pointer-coarse:h-11';
  const face = (
    <>
      <Icon of={Paperclip} className="size-3.5 shrink-0 text-ink-soft" />
      <span className="truncate">{file.name}</span>
      {file.bytes === null ? null : (
        <span className="shrink-0 text-ink-soft text-label tabular-nums">
          {formatBytes(file.bytes, formats)}
        </span>
      )}
    </>
  );
  if (file.url === null) {
    return (
      <span className={look} title="Jobber gave no address of this file">
        {face}
      </span>
    );
  }
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noreferrer"
      title="Opens at Jobber"
      className={`${look} hover:bg-hover`}
    >
      {face}
    </a>
  );
}
