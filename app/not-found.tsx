import { buttonClass } from './_ui/classes';
import { Nothing } from './_ui/notice';

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center">
      <Nothing
        action={
          // Every page carries this one along, and would carry the code of Next's links with it.
          <a href="/" className={buttonClass('plain')}>
            Go to the start
          </a>
        }
      >
        There is nothing at this address, or it is not yours to see.
      </Nothing>
    </main>
  );
}
