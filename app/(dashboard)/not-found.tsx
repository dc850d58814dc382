'use client';

import { buttonClass } from '../_ui/classes';
import { Nothing } from '../_ui/notice';
import { PageHeader } from './page-header';

/** A component of the browser, because every page carries it along: as elements it would travel with each of them. */
export default function RecordNotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <Nothing
        action={
          <a data-page-link="" href="/clients" className={buttonClass('plain')}>
            Go to the clients
          </a>
        }
      >
        There is no such record in this account. It may have been deleted in Jobber.
      </Nothing>
    </>
  );
}
