import { clsx } from 'clsx';
import type { IconNode } from 'lucide';

const drawings = new WeakMap<IconNode, string>();

/**
 * An icon of Lucide beside words that say the same. Its lines are one text, written once: a screen has dozens of icons,
 * and as elements each of their lines would cost the server and the browser what a link costs.
 * @public
 */
export function Icon({
  of,
  className,
  isBold = false,
}: {
  of: IconNode;
  className?: string;
  /** For icons smaller than the text beside them. */
  isBold?: boolean;
}) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      className={clsx('icon', isBold && 'icon-bold', className)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawings of a library, made of constants
      dangerouslySetInnerHTML={{ __html: drawingOf(of) }}
    />
  );
}

/**
 * The same icon as text, with `label` beside it, for `dangerouslySetInnerHTML` of links that every screen has: as elements
 * they are three times the work of the link. Both are constants of the program: nothing is escaped.
 * @public
 */
export function iconWithLabel(of: IconNode, label: string, className = ''): { __html: string } {
  const svg = `<svg aria-hidden="true" viewBox="0 0 24 24" class="${clsx('icon', className)}">`;
  return { __html: `${svg}${drawingOf(of)}</svg>${label}` };
}

function drawingOf(icon: IconNode): string {
  const known = drawings.get(icon);
  if (known !== undefined) return known;
  const drawing = icon
    .map(([tag, attributes]) => {
      const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
      return `<${tag}${written.join('')}/>`;
    })
    .join('');
  drawings.set(icon, drawing);
  return drawing;
}
