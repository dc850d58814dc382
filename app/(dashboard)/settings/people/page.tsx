import type { Metadata } from 'next';
import { openInvitations } from '@/lib/access/invitations';
import { members } from '@/lib/access/members';
import { requireScope } from '@/lib/session';
import { manageable } from '../manageable';
import { Box, SettingsFrame } from '../settings-frame';
import { shownFormats } from '../shown-formats';
import { InviteForm } from './invite-form';
import { MemberRow } from './member-row';
import { OpenInvitationRow } from './open-invitation-row';

export const metadata: Metadata = { title: 'People' };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function PeoplePage({ searchParams }: { searchParams: Query }) {
  const { account } = await searchParams;
  const { scope } = await requireScope(typeof account === 'string' ? account : undefined);
  const mine = await manageable(scope);
  const [everybody, open] = mine
    ? await Promise.all([members(mine), openInvitations(mine)])
    : [[], []];
  const formats = await shownFormats(scope);
  const now = new Date().toISOString();
  return (
    <SettingsFrame scope={scope} right="manage">
      {mine?.accounts.map(({ id, slug, name }) => {
        const waiting = open.filter((invitation) => invitation.accountId === id);
        return (
          <Box
            key={id}
            title={mine.accounts.length > 1 ? `People of ${name}` : 'People'}
            about="Admins in Jobber sign in with Jobber and are owners here. Everybody else comes in by a link from you and needs no Jobber account."
          >
            <ul className="divide-y divide-line border-line border-y">
              {everybody
                .filter((member) => member.accountId === id)
                .map((member) => (
                  <MemberRow
                    key={member.personId}
                    slug={slug}
                    member={member}
                    isSelf={member.personId === scope.personId}
                    now={now}
                    formats={formats}
                  />
                ))}
              {waiting.map((invitation) => (
                <OpenInvitationRow
                  key={invitation.id}
                  slug={slug}
                  invitation={invitation}
                  now={now}
                  formats={formats}
                />
              ))}
            </ul>
            <InviteForm slug={slug} accountName={name} />
          </Box>
        );
      })}
    </SettingsFrame>
  );
}
