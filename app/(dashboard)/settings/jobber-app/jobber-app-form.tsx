'use client';

import { useState } from 'react';
import { buttonClass } from '../../../_ui/classes';
import { State } from '../../../_ui/state';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { changeJobberAppAction } from './actions';

/** Takes a new secret of the app in use, or another app; one more click says what the latter costs. */
export function JobberAppForm({ slug, current }: { slug: string; current: string }) {
  const [clientId, setClientId] = useState(current);
  const [clientSecret, setClientSecret] = useState('');
  const { act, isPending, said } = useAct();
  const isOther = clientId.trim() !== current;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        act(
          () => changeJobberAppAction(slug, { clientId, clientSecret }),
          ({ isOtherApp, ended }) => {
            setClientSecret('');
            return isOtherApp
              ? otherSentence(ended)
              : 'Jobber accepts it. The new secret is in use.';
          },
        );
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Client ID">
          <input
            required
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            value={clientId}
            onChange={(event) => setClientId(event.target.value)}
            className={`${fieldClass} font-mono`}
          />
        </Field>
        <Field label="Client secret">
          <input
            required
            type="password"
            maxLength={500}
            autoComplete="off"
            value={clientSecret}
            onChange={(event) => setClientSecret(event.target.value)}
            className={`${fieldClass} font-mono`}
          />
        </Field>
      </div>
      {isOther ? (
        <p role="status" className="text-table">
          <State tone="warn" word="Another app: reconnect every account once." />
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" disabled={isPending} className={buttonClass('primary')}>
          {buttonWords(isPending, isOther)}
        </button>
        <Said said={said} />
      </div>
    </form>
  );
}

function buttonWords(isPending: boolean, isOther: boolean): string {
  if (isPending) return 'Asking Jobber…';
  return isOther ? 'Test it and change to this app' : 'Test it and use this secret';
}

function otherSentence(ended: number): string {
  const accounts = ended === 1 ? 'The connection needs' : `${ended} connections need`;
  return `Jobber accepts it. ${accounts} one sign-in on the Connection page. Remove the old app in Jobber under Apps.`;
}
