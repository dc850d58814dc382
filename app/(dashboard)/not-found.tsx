'use client';

import { usePathname } from 'next/navigation';
import { buttonClass } from '../_ui/classes';
import { Nothing } from '../_ui/notice';
import { PageHeader } from './page-header';
import { pages } from './pages';

/** A component of the browser, because every page carries it along: as elements it would travel with each of them. */
export default function RecordNotFound() {
  const path = usePathname();
  const list = pages.find(({ href }) => path.startsWith(`${href}/`));
  const { href, label } = list ?? { href: '/overview', label: 'Overview' };
  return (
    <>
      <PageHeader title="Not found" />
      <Nothing
        action={
          <a data-page-link="" href={href} className={buttonClass('plain')}>
            Go to {label.toLowerCase()}
          </a>
        }
      >
        There is no such record in this account. It may have been deleted in Jobber.
      </Nothing>
    </>
  );
}
