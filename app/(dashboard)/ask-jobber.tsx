'use client';

import { useSearchParams } from 'next/navigation';
import { useState, useTransition } from 'react';
import { buttonClass } from '../_ui/classes';
import { RowLink } from '../_ui/row-link';
import { askJobberAction, type JobberMatch } from './ask-jobber-action';
import { recordHref } from './record-href';

type Answer = Awaited<ReturnType<typeof askJobberAction>>;

/** For a search that found nothing here: the same question to Jobber itself, once somebody asks for it. */
export function AskJobber({ list, search }: { list: 'clients' | 'jobs'; search: string }) {
  const account = useSearchParams().get('account') ?? undefined;
  const [asked, setAsked] = useState<{ search: string; answer: Answer }>();
  const [isAsking, startAsking] = useTransition();
  const answer = asked?.search === search ? asked.answer : undefined;

  if (answer && 'matches' in answer) {
    const kind = list === 'clients' ? 'client' : 'job';
    return <Matches list={list} kind={kind} account={account} answer={answer} />;
  }
  return (
    <div className="-mt-10 flex flex-col items-center gap-3 px-6 pb-16 text-center">
      {answer ? (
        <p role="alert" className="max-w-md text-balance">
          {answer.error.message}
        </p>
      ) : null}
      <button
        type="button"
        disabled={isAsking}
        onClick={() =>
          startAsking(async () => {
            setAsked({ search, answer: await askJobberAction(account, { list, search }) });
          })
        }
        className={buttonClass('primary')}
      >
        {isAsking ? 'Asking Jobber…' : 'Ask Jobber now'}
      </button>
    </div>
  );
}

function Matches({
  list,
  kind,
  account,
  answer,
}: {
  list: string;
  kind: 'client' | 'job';
  account: string | undefined;
  answer: { matches: JobberMatch[]; hasMore: boolean };
}) {
  if (answer.matches.length === 0) {
    return <p className="pb-16 text-center text-ink-soft">Jobber finds none either.</p>;
  }
  return (
    <section className="border-line border-t">
      <h2 className="px-4 pt-4 pb-2 font-medium text-ink-soft text-label sm:px-6">
        Found in Jobber{answer.hasMore ? ', the first of more' : ''}
      </h2>
      <ul aria-label={`${list} found in Jobber`}>
        {answer.matches.map((match) => {
          const href = recordHref(kind, match.id, account);
          return (
            <li
              key={match.id}
              className="relative flex h-11 items-center gap-4 border-line border-b px-4 text-table hover:bg-hover sm:h-9 sm:px-6"
            >
              {href ? <RowLink href={href}>{match.title}</RowLink> : match.title}
              <span className="truncate text-ink-soft">{match.note}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
