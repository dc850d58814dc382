import type { ReactNode } from 'react';
import type { RecordDocument } from '@/lib/records/record-contract';
import type { KnownKinds } from '@/lib/sync/known-kinds';
import type { EntityProgress } from '@/lib/sync/progress-contract';
import { formatCount } from '../_ui/formats';
import { notReadYet, Unknown } from '../_ui/money';
import { Hidden, hiddenSentence, Nothing } from '../_ui/notice';
import { capital } from '../_ui/plain-words';
import type { Tab } from '../_ui/tabs';
import { Documents } from './documents';
import { kindWords } from './kind-words';
import type { RecordContext } from './record-route';

type Kind = EntityProgress['kind'];
type Covered = EntityProgress['covered'];

const inOrder: readonly Covered[] = ['nothing', 'newest', 'recent', 'all'];

/** Why what follows from records of a kind may be missing; null once they have all been read. */
export function gapOf(known: KnownKinds, kind: Kind): string | null {
  const extent = howKnown(known, kind);
  if (extent === 'hidden') return hiddenSentence(kindWords[kind].many);
  return extent === 'part' ? notReadYet : null;
}

/** Whether the records of a kind are `whole` here, back to `since`, still being read, or kept back by Jobber. */
function howKnown(
  known: KnownKinds,
  kind: Kind,
  since: Covered = 'all',
): 'hidden' | 'part' | 'whole' {
  const { state, covered } = known(kind);
  if (state === 'not_permitted') return 'hidden';
  return inOrder.indexOf(covered) >= inOrder.indexOf(since) ? 'whole' : 'part';
}

/** A value that follows from all records of a kind: a lock where Jobber keeps them back, dots until they have been read. */
export function KnownFrom({
  kind,
  since,
  isLinked = true,
  context,
  children,
}: {
  kind: Kind;
  /** How far back the value looks. */
  since?: Covered;
  /** What says which of them belong to the record has been read. */
  isLinked?: boolean;
  context: RecordContext;
  children: ReactNode;
}) {
  const extent = howKnown(context.known, kind, since);
  if (extent === 'hidden') return <Hidden what={kindWords[kind].many} short />;
  return extent === 'whole' && isLinked ? children : <Unknown reason={notReadYet} />;
}

/** A tab with the records of a kind that belong to the one on screen, its count as sure as the reading is far. */
export function recordsTab(
  {
    kind,
    label,
    count,
    isLinked = true,
    panel,
  }: {
    kind: Kind;
    /** Where they are called something else here. */
    label?: string;
    count: number;
    /** What says that they belong here has been read. */
    isLinked?: boolean;
    panel: ReactNode;
  },
  context: RecordContext,
): Tab {
  const { many } = kindWords[kind];
  const tab = { id: many, label: label ?? capital(many), panel };
  const extent = howKnown(context.known, kind);
  const counted = formatCount(count, context.account.formats);
  if (extent === 'hidden') {
    return {
      ...tab,
      panel: (
        <p className="px-6 py-16 text-center text-table">
          <Hidden what={many} />
        </p>
      ),
    };
  }
  if (extent === 'whole' && isLinked) return { ...tab, count: counted };
  if (count > 0) return { ...tab, count: `${counted}+` };
  return {
    ...tab,
    count: '…',
    panel: (
      <Nothing>Not all {many} have been read from Jobber yet; so far none belongs here.</Nothing>
    ),
  };
}

/** A tab with the documents that belong to a record; what links them to it comes with their own details unless said. */
export function documentsTab(
  {
    kind,
    documents,
    dateLabel,
    isLinked,
  }: {
    kind: 'job' | 'quote' | 'invoice';
    documents: readonly RecordDocument[];
    dateLabel: string;
    isLinked?: boolean;
  },
  context: RecordContext,
): Tab {
  const { account, known, now } = context;
  const { formats, slug } = account;
  return recordsTab(
    {
      kind,
      count: documents.length,
      isLinked: isLinked ?? known(kind).hasDetails,
      panel: <Documents {...{ kind, documents, dateLabel, formats, now }} account={slug} />,
    },
    context,
  );
}

/** What the records of these kinds do not tell, in a line above them. */
export function GapsLine({ kinds, context }: { kinds: readonly Kind[]; context: RecordContext }) {
  const of = (extent: 'hidden' | 'part') =>
    listed(kinds.filter((kind) => howKnown(context.known, kind) === extent));
  const [hidden, part] = [of('hidden'), of('part')];
  if (!hidden && !part) return null;
  return (
    <div className="grid gap-1 border-line border-b px-4 py-2.5 text-ink-soft text-table">
      {hidden ? <Hidden what={hidden} /> : null}
      {part ? <p>Not all {part} have been read from Jobber yet.</p> : null}
    </div>
  );
}

function listed(kinds: readonly Kind[]): string {
  return new Intl.ListFormat('en').format(kinds.map((kind) => kindWords[kind].many));
}
