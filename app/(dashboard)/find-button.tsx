import { Search } from 'lucide-react';
import { buttonClass } from '../_ui/classes';

/** Opens the palette, which stands in the frame and listens for it (`FindAnything`). */
export function FindButton() {
  return (
    <button
      type="button"
      data-find=""
      aria-keyshortcuts="Meta+K Control+K"
      title="Find anything (⌘K or Ctrl K)"
      className={buttonClass('plain', 'medium')}
    >
      <Search aria-hidden className="size-4 text-ink-soft" strokeWidth={1.5} />
      <span className="sr-only">Find anything</span>
      <kbd aria-hidden className="font-sans text-ink-soft text-label max-sm:hidden">
        ⌘K
      </kbd>
    </button>
  );
}
