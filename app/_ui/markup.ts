import { Fragment, isValidElement, type ReactNode } from 'react';
import { KeptValues } from '@/lib/kept-values';

/**
 * HTML of elements without state: what React's server renderer writes for them, without the marks by which a browser
 * takes them over, and in a quarter of the time. Components may use no hooks. Throws for a node that is neither text nor
 * an element, and for a `style` or HTML of its own, which no cell of a list has.
 * @public
 */
export function markupOf(node: ReactNode): string {
  return withNode('', node);
}

type Props = { children?: ReactNode; [name: string]: unknown };

// Each piece is put behind what was written before: joined from inside out, a row's text would be copied four times.
function withNode(before: string, node: ReactNode): string {
  if (typeof node === 'string') return before + escaped(node);
  if (typeof node === 'number') return before + node;
  if (node === null || node === undefined || typeof node === 'boolean') return before;
  if (Array.isArray(node)) return node.reduce<string>(withNode, before);
  if (!isValidElement<Props>(node)) throw new Error('Only text and elements can be written');
  const { type, props } = node;
  if (typeof type === 'string') return withElement(before, type, props);
  if (type === Fragment) return withNode(before, props.children);
  if (typeof type === 'function') {
    return withNode(before, (type as (props: Props) => ReactNode)(props));
  }
  throw new Error('Only components that are functions can be written');
}

const withoutEnd = new Set(['br', 'hr', 'img', 'input']);
const attributeNames: Readonly<Record<string, string>> = {
  className: 'class',
  htmlFor: 'for',
};

function withElement(before: string, tag: string, props: Props): string {
  let written = `${before}<${tag}`;
  for (const name in props) {
    if (name === 'className') written += classOf(props.className);
    else if (name !== 'children') written += attributeOf(name, props[name]);
  }
  if (withoutEnd.has(tag)) return `${written}/>`;
  return `${withNode(`${written}>`, props.children)}</${tag}>`;
}

// A list says the same few classes in every row.
const classes = new KeptValues<unknown, string>(500);

function classOf(value: unknown): string {
  return classes.get(value) ?? classes.keep(value, attributeOf('className', value));
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
