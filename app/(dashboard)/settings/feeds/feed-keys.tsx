'use client';

import { useState } from 'react';
import type { FeedKey } from '@/lib/access/feed-keys';
import { type FeedName, feedNames } from '@/lib/feeds/feed-name';
import { buttonClass } from '../../../_ui/classes';
import { defaultFormats, formatMoment } from '../../../_ui/formats';
import { Field, fieldClass } from '../field';
import { Said } from '../said';
import { useAct } from '../use-act';
import { mintFeedKeyAction, revokeFeedKeyAction } from './actions';

const labels: Record<FeedName, string> = {
  clients: 'Clients',
  jobs: 'Jobs',
  quotes: 'Quotes',
  invoices: 'Invoices',
  requests: 'Requests',
  visits: 'Visits',
  schedule: 'Schedule, as a calendar',
};

/** The keys of one account, and a form for another. A new key's addresses show once. */
export function FeedKeys({
  slug,
  keys,
  now,
}: {
  slug: string;
  keys: readonly FeedKey[];
  now: string;
}) {
  const [feed, setFeed] = useState<FeedName>('invoices');
  const [name, setName] = useState('');
  const [addresses, setAddresses] = useState<string[]>([]);
  const { act, isPending, said } = useAct();
  const mint = () =>
    act(
      () => mintFeedKeyAction(slug, { slug, feed, name }),
      (made) => {
        setAddresses(made.addresses);
        setName('');
        return 'Copy the address now: it is not shown again.';
      },
    );
  return (
    <>
      {keys.length === 0 ? (
        <p className="text-ink-soft text-table">No feed has been made yet.</p>
      ) : (
        <ul className="divide-y divide-line">
          {keys.map((key) => (
            <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <span className="min-w-0 flex-1 basis-56 text-table">
                <span className="font-medium">{key.name}</span>{' '}
                <span className="text-ink-soft">
                  · {labelOf(key.feed)} · key ends with {key.ending}
                </span>
                <span className="block text-ink-soft text-label">
                  {key.lastUsedAt
                    ? `Last used ${formatMoment(key.lastUsedAt, now, defaultFormats, { time: true })}`
                    : 'Never used'}
                  {key.personName ? `, made by ${key.personName}` : ''}
                </span>
              </span>
              <button
                type="button"
                disabled={isPending}
                onClick={() =>
                  act(
                    () => revokeFeedKeyAction(slug, { slug, id: key.id }),
                    () => `“${key.name}” no longer opens anything.`,
                  )
                }
                className={buttonClass('plain', 'small')}
              >
                Revoke {key.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mint();
        }}
        className="grid items-end gap-3 border-line border-t pt-4 sm:grid-cols-[1fr_1fr_auto]"
      >
        <Field label="What it reads">
          <select
            className={fieldClass}
            value={feed}
            onChange={(event) =>
              setFeed(feedNames.find((known) => known === event.target.value) ?? 'invoices')
            }
          >
            {feedNames.map((known) => (
              <option key={known} value={known}>
                {labels[known]}
              </option>
            ))}
          </select>
        </Field>
        <Field label="What it is for">
          <input
            className={fieldClass}
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={80}
            placeholder="Sheet of the accountant"
          />
        </Field>
        <button type="submit" disabled={isPending} className={buttonClass('primary')}>
          Make a feed
        </button>
      </form>
      <Said said={said} />
      {addresses.map((address) => (
        <code
          key={address}
          className="select-all break-all rounded-control bg-hover px-2 py-1 font-mono text-label"
        >
          {address}
        </code>
      ))}
    </>
  );
}

function labelOf(feed: string): string {
  const known = feedNames.find((one) => one === feed);
  return known ? labels[known] : feed;
}
