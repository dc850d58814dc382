'use client';

import { useState } from 'react';
import { type Role, roleWords } from '@/lib/access/rights';
import { buttonClass } from '../../../_ui/classes';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { inviteAction } from './actions';
import { OneTimeLink } from './one-time-link';

const invitable = ['bookkeeper', 'viewer'] as const satisfies readonly Role[];

/** Makes a one-time link for somebody new. The link is shown once, to be sent however one likes. */
export function InviteForm({ slug, accountName }: { slug: string; accountName: string }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof invitable)[number]>('bookkeeper');
  const [link, setLink] = useState<{ link: string; name: string } | null>(null);
  const { act, isPending, said } = useAct();
  return (
    <div className="grid gap-3">
      <form
        className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_14rem_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          act(
            () => inviteAction(slug, { name, role }),
            (made) => {
              setLink(made);
              setName('');
              return null;
            },
          );
        }}
      >
        <Field label={`Invite somebody to ${accountName}`}>
          <input
            required
            maxLength={80}
            autoComplete="off"
            placeholder="Name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            className={fieldClass}
          />
        </Field>
        <Field label="Role">
          <select
            value={role}
            onChange={(event) => setRole(event.target.value === 'viewer' ? 'viewer' : 'bookkeeper')}
            className={fieldClass}
          >
            {invitable.map((one) => (
              <option key={one} value={one}>
                {roleWords[one].name}
              </option>
            ))}
          </select>
        </Field>
        <button type="submit" disabled={isPending} className={`${buttonClass('primary')} sm:mt-5`}>
          {isPending ? 'Making…' : 'Make a link'}
        </button>
      </form>
      <p className="text-ink-soft text-label">
        {roleWords[role].name}: {roleWords[role].can}
      </p>
      {link ? <OneTimeLink {...link} /> : null}
      <Said said={said} />
    </div>
  );
}
