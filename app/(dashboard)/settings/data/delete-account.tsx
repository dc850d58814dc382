'use client';

import { useState } from 'react';
import { buttonClass } from '../../../_ui/classes';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { deleteAccountAction } from './actions';

/** Deletes an account once its name has been typed; there is no way back but signing in anew. */
export function DeleteAccount({ slug, name }: { slug: string; name: string }) {
  const [typedName, setTypedName] = useState('');
  const { act, isPending, said, router } = useAct();
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        act(
          () => deleteAccountAction(slug, { slug, typedName }),
          ({ toldJobber }) => {
            router.replace('/overview');
            return toldJobber
              ? 'Deleted.'
              : 'Deleted here. Jobber could not be told: open Jobber, Apps, and disconnect Fieldboard there too.';
          },
        );
      }}
    >
      <Field label={`To delete it, type ${name}`}>
        <input
          value={typedName}
          autoComplete="off"
          onChange={(event) => setTypedName(event.target.value)}
          className={`${fieldClass} max-w-96`}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="submit"
          disabled={isPending || typedName.trim() !== name}
          className={`${buttonClass('plain')} border-bad/50! text-bad`}
        >
          {isPending ? 'Deleting…' : `Delete ${name}`}
        </button>
        <Said said={said} />
      </div>
    </form>
  );
}
