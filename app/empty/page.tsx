import Link from 'next/link';

/** The measure of `scripts/js-budget.ts`: what a page costs that has one link and no client component of ours. */
export default function EmptyPage() {
  return <Link href="/">Fieldboard</Link>;
}
