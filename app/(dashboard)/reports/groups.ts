/**
 * The groups of the reports, in the order of their page.
 * @public
 */
export const groups = [
  ['money', 'Money'],
  ['sales', 'Quotes and sales'],
  ['work', 'Work'],
  ['clients', 'Clients'],
  ['people', 'People'],
] as const;
