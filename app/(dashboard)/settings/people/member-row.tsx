'use client';

import { useState } from 'react';
import type { Member } from '@/lib/access/members';
import { roleWords } from '@/lib/access/rights';
import { buttonClass } from '../../../_ui/classes';
import { type Formats, formatAgo, formatDay } from '../../../_ui/formats';
import { fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { changeRoleAction, inviteAction, removeMemberAction } from './actions';
import { OneTimeLink } from './one-time-link';

/** Somebody with a role: what it is, how they sign in, and for those who were invited the ways to change it. */
export function MemberRow({
  slug,
  member,
  isSelf,
  now,
  formats,
}: {
  slug: string;
  member: Member;
  isSelf: boolean;
  now: string;
  formats: Formats;
}) {
  const [isAsking, setAsking] = useState(false);
  const [link, setLink] = useState<{ link: string; name: string } | null>(null);
  const { act, isPending, said } = useAct();
  const { personId, name, role } = member;
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-48 flex-1">
          <p className="truncate font-medium text-table">
            {name}
            {isSelf ? <span className="font-normal text-ink-soft"> (you)</span> : null}
          </p>
          <p className="text-ink-soft text-label">
            {member.hasJobber ? 'Signs in with Jobber' : 'Signs in by link'}, here since{' '}
            {formatDay(member.since, formats)}
            {member.invitedBy ? `, invited by ${member.invitedBy}` : ''}.{' '}
            {member.seenAt
              ? `Seen ${formatAgo(Date.parse(now) - Date.parse(member.seenAt))}.`
              : 'Not signed in.'}
          </p>
        </div>
        {role === 'owner' ? (
          <span className="text-table">{roleWords.owner.name}</span>
        ) : (
          <select
            aria-label={`Role of ${name}`}
            value={role}
            disabled={isPending}
            onChange={(event) => {
              const chosen = event.target.value === 'viewer' ? 'viewer' : 'bookkeeper';
              act(
                () => changeRoleAction(slug, { personId, role: chosen }),
                () => `${name} is a ${roleWords[chosen].name.toLowerCase()} now.`,
              );
            }}
            className={`${fieldClass} w-32!`}
          >
            <option value="bookkeeper">{roleWords.bookkeeper.name}</option>
            <option value="viewer">{roleWords.viewer.name}</option>
          </select>
        )}
        {role !== 'owner' && !member.hasJobber ? (
          <button
            type="button"
            disabled={isPending}
            onClick={() =>
              act(
                () => inviteAction(slug, { name, role, personId }),
                (made) => {
                  setLink(made);
                  return null;
                },
              )
            }
            className={buttonClass('plain')}
          >
            New sign-in link
          </button>
        ) : null}
        {isSelf ? null : (
          <button
            type="button"
            disabled={isPending}
            onClick={() => setAsking(!isAsking)}
            aria-expanded={isAsking}
            className={buttonClass('quiet')}
          >
            Remove…
          </button>
        )}
      </div>
      {isAsking ? (
        <div className="flex flex-wrap items-center gap-3 rounded-card border border-line p-3 text-table">
          <p className="min-w-48 flex-1">
            {name} loses access at once, on every device.
            {role === 'owner'
              ? ' As long as Jobber calls them an admin, they can sign in again: take that away in Jobber first.'
              : ''}
          </p>
          <button
            type="button"
            disabled={isPending}
            onClick={() =>
              act(
                () => removeMemberAction(slug, { personId }),
                () => null,
              )
            }
            className={buttonClass('primary')}
          >
            Remove {name}
          </button>
          <button type="button" onClick={() => setAsking(false)} className={buttonClass('plain')}>
            Cancel
          </button>
        </div>
      ) : null}
      {link ? <OneTimeLink {...link} /> : null}
      {said ? <Said said={said} /> : null}
    </li>
  );
}
