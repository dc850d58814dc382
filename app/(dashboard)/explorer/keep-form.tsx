'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { buttonClass } from '../../_ui/classes';
import { keepQueryAction } from './actions';

/** Gives the query a name; the owners of the account find it again beside the examples. */
export function KeepForm({
  slug,
  query,
}: {
  slug: string;
  query: { text: string; variables: string };
}) {
  const router = useRouter();
  const [said, setSaid] = useState('');
  const [isPending, startTransition] = useTransition();
  const keep = (form: FormData) =>
    startTransition(async () => {
      const name = String(form.get('name') ?? '');
      const result = await keepQueryAction(slug, { slug, name, ...query });
      setSaid('error' in result ? result.error.message : `Kept as “${name}”.`);
      router.refresh();
    });
  return (
    <form action={keep} className="flex min-w-0 flex-wrap items-center gap-2">
      <input
        name="name"
        required
        maxLength={80}
        aria-label="Name to keep the query under"
        placeholder="Keep under a name"
        className="h-8 w-44 min-w-0 rounded-control border border-line bg-canvas px-2 text-table pointer-coarse:h-11"
      />
      <button type="submit" disabled={isPending} className={buttonClass('plain')}>
        Keep
      </button>
      <span role="status" className="text-label text-ink-soft">
        {said}
      </span>
    </form>
  );
}
