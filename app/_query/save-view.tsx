'use client';

import { clsx } from 'clsx';
import { Bookmark } from 'lucide';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useRef, useState, useTransition } from 'react';
import type { ListName } from '@/lib/records/contract';
import { buttonClass, menuClass } from '../_ui/classes';
import { Icon } from '../_ui/icon';
import { deleteViewAction, renameViewAction, saveViewAction } from '../api/lists/view-actions';
import { isSameFilters, type ListParams, type ListView, listQueryText } from './list-url';

/**
 * Keeps what is on screen as a view of one's own; where it is one already, gives it another name or takes it away.
 * Nothing to keep: no button.
 */
export function SaveView({
  list,
  params,
  views,
  account,
}: {
  list: ListName;
  params: ListParams;
  views: readonly ListView[];
  account: string | null;
}) {
  const id = useId();
  const router = useRouter();
  const menu = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, startWork] = useTransition();
  const { q: _, ...withoutSearch } = params;
  const shown = views.find((view) => isSameFilters(view.params, withoutSearch) && !params.q);
  if (shown && !shown.isOwn) return null;

  const run = (work: () => Promise<object>) =>
    startWork(async () => {
      const answer = await work().catch(() => ({ error: { message: unanswered } }));
      if ('error' in answer) {
        setFailure((answer.error as { message: string }).message);
        return;
      }
      menu.current?.hidePopover();
      setFailure('');
      router.refresh();
    });
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name !== 'string' || name.trim() === '') return;
    if (shown) {
      run(() => renameViewAction(account ?? undefined, { id: shown.key, name }));
      return;
    }
    const forAccount = account && account !== 'all' ? account : undefined;
    const text = listQueryText(params, null);
    run(() => saveViewAction(account ?? undefined, { list, name, params: text, forAccount }));
  };

  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass('quiet', 'small')}>
        <Icon of={Bookmark} className="size-3.5" />
        {shown ? 'Your view' : 'Save view'}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={`${menuClass} inset-0 m-auto h-fit w-80 max-w-[calc(100vw-2rem)] p-4`}
      >
        <form key={shown?.name} onSubmit={save} className="grid gap-3">
          <label htmlFor={`${id}-name`} className="font-medium text-table">
            Name of the view
          </label>
          <input
            id={`${id}-name`}
            name="name"
            required
            maxLength={80}
            autoComplete="off"
            defaultValue={shown?.name}
            className="h-9 rounded-control border border-line bg-surface px-2.5 text-table pointer-coarse:h-11"
          />
          {failure ? (
            <p role="alert" className="text-bad text-label">
              {failure}
            </p>
          ) : null}
          <div className="flex gap-2">
            <button
              type="submit"
              disabled={isBusy}
              className={clsx(buttonClass('primary'), 'flex-1')}
            >
              {isBusy ? 'Saving…' : shown ? 'Rename view' : 'Save view'}
            </button>
            {shown ? (
              <button
                type="button"
                disabled={isBusy}
                onClick={() => run(() => deleteViewAction(account ?? undefined, { id: shown.key }))}
                className={buttonClass('plain')}
              >
                Delete view
              </button>
            ) : null}
          </div>
        </form>
      </div>
    </>
  );
}

const unanswered = 'Fieldboard did not answer. Look at your internet connection, then try again.';
