import type { FilterChoices } from '@/lib/records/filter-choices';
import type { FilterName, ListParams } from './list-url';

type Option = { value: string; label: string };

/**
 * One filter of a list: a choice from fixed options, from what the records hold, or something typed.
 * @public
 */
export type Filter =
  | ({ name: FilterName; label: string } & (
      | { kind: 'options'; options: readonly Option[] }
      | { kind: 'choices'; from: Exclude<keyof FilterChoices, 'chosen'>; none?: string }
      | { kind: 'day' | 'money' | 'days' | 'since' }
    ))
  | { name: keyof FilterChoices['chosen']; label: string; kind: 'fixed' };

const yesNo = (yes: string, no: string): readonly Option[] => [
  { value: '1', label: yes },
  { value: '0', label: no },
];

/**
 * The filters that lists share, in the words of the screen.
 * @public
 */
export const filters = {
  from: { name: 'from', label: 'From', kind: 'day' },
  to: { name: 'to', label: 'To', kind: 'day' },
  older: { name: 'older', label: 'Older than', kind: 'days' },
  newer: { name: 'newer', label: 'Within the last', kind: 'days' },
  assignee: {
    name: 'assignee',
    label: 'Assigned to',
    kind: 'choices',
    from: 'people',
    none: 'Nobody',
  },
  salesperson: {
    name: 'salesperson',
    label: 'Salesperson',
    kind: 'choices',
    from: 'people',
    none: 'Nobody',
  },
  tag: { name: 'tag', label: 'Tag', kind: 'choices', from: 'tags' },
  city: { name: 'city', label: 'City', kind: 'choices', from: 'cities' },
  min: { name: 'min', label: 'At least', kind: 'money' },
  max: { name: 'max', label: 'At most', kind: 'money' },
  balance: {
    name: 'balance',
    label: 'Balance',
    kind: 'options',
    options: [
      { value: 'owing', label: 'Owing' },
      { value: 'settled', label: 'Settled' },
      { value: 'credit', label: 'In credit' },
    ],
  },
  overdue: {
    name: 'overdue',
    label: 'Overdue',
    kind: 'options',
    options: yesNo('Has overdue invoices', 'Nothing overdue'),
  },
  lead: {
    name: 'lead',
    label: 'Lead',
    kind: 'options',
    options: yesNo('Leads only', 'No leads'),
  },
  archived: {
    name: 'archived',
    label: 'Archived',
    kind: 'options',
    options: yesNo('Archived only', 'Not archived'),
  },
  field: { name: 'field', label: 'Custom field', kind: 'choices', from: 'fields' },
  client: { name: 'client', label: 'Client', kind: 'fixed' },
  property: { name: 'property', label: 'Property', kind: 'fixed' },
  job: { name: 'job', label: 'Job', kind: 'fixed' },
} as const satisfies Partial<Record<FilterName, Filter>>;

/**
 * Whether what is asked for looks at fields that come with the details of records.
 * @public
 */
export function needsDetails(params: ListParams): boolean {
  return ofDetails.some((name) => params[name]);
}

const ofDetails: readonly FilterName[] = ['q', 'tag', 'city', 'field', 'salesperson'];

/**
 * Which of the filters are set, apart from the search, in the words of a chip.
 * @public
 */
export function setFilters(
  known: readonly Filter[],
  params: ListParams,
  choices: FilterChoices | undefined,
): { filter: Filter; words: string }[] {
  return known.flatMap((filter) => {
    const value = params[filter.name];
    return value ? [{ filter, words: wordsOf(filter, value, choices) }] : [];
  });
}

function wordsOf(filter: Filter, value: string, choices: FilterChoices | undefined): string {
  switch (filter.kind) {
    case 'options':
      return value
        .split(',')
        .map((one) => filter.options.find((option) => option.value === one)?.label ?? one)
        .join(', ');
    case 'choices':
      if (value === 'none' && filter.none) return filter.none;
      if (filter.from !== 'people') return value.replace(':', ': ');
      return choices?.people.find((person) => person.id === value)?.name ?? '…';
    case 'days':
      return `${value} ${value === '1' ? 'day' : 'days'}`;
    case 'since':
      return value === '0' ? 'today' : `${value} ${value === '1' ? 'day' : 'days'} ago`;
    case 'fixed':
      return choices?.chosen[filter.name] ?? '…';
    default:
      return value;
  }
}
