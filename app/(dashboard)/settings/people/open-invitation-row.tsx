'use client';

import type { OpenInvitation } from '@/lib/access/invitations';
import { roleWords } from '@/lib/access/rights';
import { buttonClass } from '../../../_ui/classes';
import type { Formats } from '../../../_ui/formats';
import { Moment } from '../../../_ui/moment';
import { State } from '../../../_ui/state';
import { Said } from '../said';
import { useAct } from '../use-act';
import { withdrawInvitationAction } from './actions';

/** A link that waits to be used. */
export function OpenInvitationRow({
  slug,
  invitation,
  now,
  formats,
}: {
  slug: string;
  invitation: OpenInvitation;
  now: string;
  formats: Formats;
}) {
  const { act, isPending, said } = useAct();
  const { id, name, role, invitedBy, expiresAt, isForMember } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <div className="min-w-48 flex-1">
        <p className="truncate font-medium text-table">{name}</p>
        <p className="text-ink-soft text-label">
          {isForMember ? 'Sign-in link' : 'Invited'}
          {invitedBy ? ` by ${invitedBy}` : ''}, the link works until{' '}
          <Moment at={expiresAt} now={now} formats={formats} time />.
        </p>
        <Said said={said} />
      </div>
      <span className="text-table">{roleWords[role].name}</span>
      <State tone="idle" word="Link not used yet" />
      <button
        type="button"
        disabled={isPending}
        onClick={() =>
          act(
            () => withdrawInvitationAction(slug, { id }),
            () => null,
          )
        }
        className={buttonClass('quiet')}
      >
        Withdraw
      </button>
    </li>
  );
}
