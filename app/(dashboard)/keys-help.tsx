'use client';

import { useEffect, useRef } from 'react';
import { buttonClass } from '../_ui/classes';
import { goKeys } from './go-keys';

const keys = [
  { keys: ['⌘', 'K'], word: 'Find anything (Ctrl K)' },
  { keys: ['/'], word: 'Search in the list' },
  { keys: ['↑', '↓'], word: 'Walk through rows' },
  { keys: ['Enter'], word: 'Open the row' },
  { keys: ['X'], word: 'Choose the row, ⇧ click chooses up to it' },
  { keys: ['⌘', 'C'], word: 'Copy the chosen rows (Ctrl C)' },
  { keys: ['Home', 'End'], word: 'First and last row' },
  { keys: ['←', '→'], word: 'Between tabs' },
  { keys: ['Esc'], word: 'Empty the search, let go of rows, close what is open' },
  ...goKeys.map(({ key, word }) => ({ keys: ['G', key.toUpperCase()], word: `Go to ${word}` })),
  { keys: ['?'], word: 'This list' },
];

/** Every key that does something. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-label="Keys"
      onClose={onClose}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] animate-rise rounded-card bg-surface p-5 text-ink shadow-menu backdrop:bg-canvas/70"
    >
      <h2 className="font-semibold">Keys</h2>
      <dl className="mt-3 grid grid-cols-[6rem_1fr] items-center gap-y-1.5 text-table">
        {keys.map((one) => (
          <div key={one.word} className="contents">
            <dt className="flex gap-1">
              {one.keys.map((key) => (
                <kbd
                  key={key}
                  className="grid h-6 min-w-6 place-content-center rounded border border-line px-1.5 font-sans text-label"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{one.word}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex justify-end">
        <button
          type="button"
          onClick={() => dialog.current?.close()}
          className={buttonClass('plain')}
        >
          Close
        </button>
      </div>
    </dialog>
  );
}
