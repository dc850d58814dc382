import Link from 'next/link';
import type { SimilarClient } from '@/lib/live/contract';
import { pageHref } from '../../record-href';

/** Clients that may be the same one. */
export function Similar({
  clients,
  account,
}: {
  clients: readonly SimilarClient[];
  account: string;
}) {
  return (
    <aside aria-live="polite" aria-label="Similar clients">
      {clients.length === 0 ? null : (
        <div className="rounded-card border border-warn/40 bg-warn-soft p-4">
          <h2 className="font-medium text-table">Is it one of these?</h2>
          <ul className="mt-2 grid gap-2 text-table">
            {clients.map((client) => (
              <li key={client.id} className="min-w-0">
                <Link
                  href={pageHref('client', client.id, account)}
                  className="font-medium text-accent underline-offset-2 hover:underline"
                >
                  {client.name || 'No name'}
                </Link>
                {client.isArchived ? <span className="text-label"> · archived</span> : null}
                {[client.phone, client.email].filter(Boolean).map((line) => (
                  <span key={line} className="block truncate text-label">
                    {line}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  );
}
