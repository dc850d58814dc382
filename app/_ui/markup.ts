import { Fragment, isValidElement, type ReactNode } from 'react';

/**
 * HTML of elements without state: what React's server renderer writes for them, without the marks by which a browser
 * takes them over, and in a quarter of the time. Components may use no hooks. Throws for a node that is neither text nor
 * an element, and for a `style` or HTML of its own, which no cell of a list has.
 * @public
 */
export function markupOf(node: ReactNode): string {
  if (typeof node === 'string') return escaped(node);
  if (typeof node === 'number') return String(node);
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map(markupOf).join('');
  if (!isValidElement<Props>(node)) throw new Error('Only text and elements can be written');
  const { type, props } = node;
  if (typeof type === 'string') return elementOf(type, props);
  if (type === Fragment) return markupOf(props.children);
  if (typeof type === 'function') return markupOf((type as (props: Props) => ReactNode)(props));
  throw new Error('Only components that are functions can be written');
}

type Props = { children?: ReactNode; [name: string]: unknown };

const withoutEnd = new Set(['br', 'hr', 'img', 'input']);
const attributeNames: Readonly<Record<string, string>> = {
  className: 'class',
  htmlFor: 'for',
};

function elementOf(tag: string, props: Props): string {
  let attributes = '';
  for (const name in props) {
    if (name !== 'children') attributes += attributeOf(name, props[name]);
  }
  if (withoutEnd.has(tag)) return `<${tag}${attributes}/>`;
  return `<${tag}${attributes}>${markupOf(props.children)}</${tag}>`;
}

function attributeOf(name: string, value: unknown): string {
  if (value === null || value === undefined || typeof value === 'function') return '';
  const written = attributeNames[name] ?? name;
  // These say true and false in words; of all others, false is to be without them.
  const isWord = name.startsWith('aria-') || name.startsWith('data-');
  if (typeof value === 'boolean' && !isWord) return value ? ` ${written}=""` : '';
  if (typeof value === 'object') throw new Error(`${name} cannot be written`);
  const text = String(value);
  // Whatever else a record may hold, a link of its row leads to a page, a call or a letter.
  if (name === 'href' && !/^(\/|https?:|tel:|mailto:)/.test(text)) return '';
  return ` ${written}="${escaped(text)}"`;
}

const special = /["'&<>]/;
const specials = /["'&<>]/g;
const entities: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#x27;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

function escaped(text: string): string {
  return special.test(text) ? text.replace(specials, (found) => entities[found] ?? found) : text;
}
