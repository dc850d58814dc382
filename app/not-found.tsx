import Link from 'next/link';
import { buttonClass } from './_ui/classes';
import { Nothing } from './_ui/notice';

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center">
      <Nothing
        action={
          <Link href="/" className={buttonClass('plain')}>
            Go to the start
          </Link>
        }
      >
        There is nothing at this address, or it is not yours to see.
      </Nothing>
    </main>
  );
}
