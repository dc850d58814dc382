import Link from 'next/link';

/** Where the link of the empty page leads: what a click costs between two pages that show nothing. */
export default function OtherEmptyPage() {
  return <Link href="/empty">Fieldboard, empty as well</Link>;
}
