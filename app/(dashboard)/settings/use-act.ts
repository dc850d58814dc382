'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { EdgeFailure } from '@/lib/edge-failure';

/** Runs an action, shows how it went, and reads the page anew. `said` is spoken by the place that shows it. */
export function useAct() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [said, setSaid] = useState<{ text: string; isFailure: boolean } | null>(null);

  const act = <Result extends object>(
    run: () => Promise<Result | EdgeFailure>,
    onDone: (result: Result) => string | null,
  ) =>
    startTransition(async () => {
      const result = await run();
      if (isFailure(result)) {
        const { message, reference } = result.error;
        setSaid({ text: `${message} Reference ${reference}.`, isFailure: true });
        return;
      }
      const text = onDone(result);
      setSaid(text === null ? null : { text, isFailure: false });
      router.refresh();
    });

  return { act, isPending, said, router };
}

function isFailure(result: object): result is EdgeFailure {
  return 'error' in result;
}
