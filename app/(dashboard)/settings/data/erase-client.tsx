'use client';

import { useState } from 'react';
import type { ErasableClient } from '@/lib/access/erase-client';
import { buttonClass } from '../../../_ui/classes';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { erasableClientsAction, eraseClientAction } from './actions';

/** Finds a client and erases who they are, after a second click that says so. */
export function EraseClient({ slug }: { slug: string }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<ErasableClient[] | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const { act, isPending, said } = useAct();
  return (
    <div className="grid gap-3">
      <form
        className="flex items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          act(
            () => erasableClientsAction(slug, { slug, text }),
            ({ clients }) => {
              setFound(clients);
              return null;
            },
          );
        }}
      >
        <Field label="Name, e-mail, phone or street">
          <input
            required
            minLength={3}
            maxLength={100}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={`${fieldClass} sm:w-80!`}
          />
        </Field>
        <button type="submit" disabled={isPending} className={buttonClass('plain')}>
          Find
        </button>
      </form>
      {found?.length === 0 ? (
        <p className="text-ink-soft text-table">No client matches.</p>
      ) : found ? (
        <ul className="divide-y divide-line border-line border-y">
          {found.map(({ id, name, email, city }) => (
            <li key={id} className="flex flex-wrap items-center gap-3 py-2 text-table">
              <span className="min-w-48 flex-1">
                {name}
                <span className="text-ink-soft"> {[email, city].filter(Boolean).join(' · ')}</span>
              </span>
              {asking === id ? (
                <button
                  type="button"
                  disabled={isPending}
                  onClick={() =>
                    act(
                      () => eraseClientAction(slug, { slug, clientId: id }),
                      () => {
                        setFound(found.filter((other) => other.id !== id));
                        return 'Erased. Now delete this client in Jobber.';
                      },
                    )
                  }
                  className={`${buttonClass('plain')} border-bad/50! text-bad`}
                >
                  Erase {name} for good
                </button>
              ) : (
                <button
                  type="button"
                  disabled={isPending}
                  onClick={() => setAsking(id)}
                  className={buttonClass('plain')}
                >
                  Erase…
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Said said={said} />
    </div>
  );
}
