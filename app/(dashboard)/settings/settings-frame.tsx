import type { ReactNode } from 'react';
import type { AccountScope } from '@/lib/access/account-scope';
import { may, type Right } from '@/lib/access/rights';
import { Nothing } from '../../_ui/notice';
import { PageHeader } from '../page-header';
import { SectionLinks } from './section-links';
import { sections } from './sections';

/** Title and tabs of a settings page; without the right for it, one sentence instead of the content. */
export function SettingsFrame({
  scope,
  right = 'read',
  children,
}: {
  scope: AccountScope;
  right?: Right;
  children: ReactNode;
}) {
  const has = (one: Right) => scope.accounts.some(({ role }) => may(role, one));
  return (
    <>
      <PageHeader title="Settings" />
      <SectionLinks sections={sections.filter((section) => has(section.right))} />
      {has(right) ? (
        <div className="grid max-w-3xl gap-4 p-4 sm:p-6">{children}</div>
      ) : (
        <Nothing>
          {right === 'manage'
            ? 'Only an owner of the account sees this part of the settings.'
            : 'Your role in this account is to look. Ask an owner for the role of a bookkeeper to use this part.'}
        </Nothing>
      )}
    </>
  );
}

/** A titled box of settings. */
export function Box({
  title,
  about,
  children,
}: {
  title: string;
  about?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className="grid min-w-0 gap-4 rounded-card border border-line bg-surface p-4"
    >
      <div className="grid gap-1">
        <h2 className="font-semibold">{title}</h2>
        {about ? <p className="max-w-prose text-ink-soft text-table">{about}</p> : null}
      </div>
      {children}
    </section>
  );
}
