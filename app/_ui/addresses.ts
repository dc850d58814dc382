import type { Address } from '@/lib/live/contract';

/**
 * The lines of an address as one writes them on an envelope; empty when Jobber has none.
 * @public
 */
export function addressLines(address: Address | null): string[] {
  if (address === null) return [];
  const place = [address.city, address.province].filter(Boolean).join(', ');
  return [
    address.street,
    address.street2,
    [place, address.postalCode].filter(Boolean).join(' '),
    address.country,
  ].filter((line): line is string => Boolean(line));
}
