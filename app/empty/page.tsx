import Link from 'next/link';

/** A measure: what a page costs that has one link and no client component of ours. */
export default function EmptyPage() {
  return <Link href="/empty/other">Fieldboard</Link>;
}
