import { Search } from 'lucide';
import { buttonClass } from '../_ui/classes';
import { Icon } from '../_ui/icon';

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
      <Icon of={Search} className="size-4 text-ink-soft" />
      <span className="sr-only">Find anything</span>
      <kbd aria-hidden className="font-sans text-ink-soft text-label max-sm:hidden">
        ⌘K
      </kbd>
    </button>
  );
}
