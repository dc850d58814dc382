import type { EntityProgress, SyncEvent } from '@/lib/sync/progress-contract';
import { capital } from '../../_ui/plain-words';
import type { Tone } from '../../_ui/state';
import { kindWords } from '../kind-words';

/** The state of a kind in one or two words. */
export const stateWords: Readonly<Record<EntityProgress['state'], { tone: Tone; word: string }>> = {
  waiting: { tone: 'idle', word: 'Waiting' },
  reading: { tone: 'accent', word: 'Reading' },
  done: { tone: 'good', word: 'Up to date' },
  not_permitted: { tone: 'closed', word: 'Not permitted' },
  failed: { tone: 'bad', word: 'Trouble' },
};

/** A duration as one says it: `about 3 min`, `less than a minute`. */
export function aboutTime(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  if (seconds < 3_600) return `about ${Math.round(seconds / 60)} min`;
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.round((seconds % 3_600) / 300) * 5;
  return minutes === 0 || minutes === 60
    ? `about ${minutes === 60 ? hours + 1 : hours} h`
    : `about ${hours} h ${minutes} min`;
}

/** One line of the history. */
export function eventSentence(event: SyncEvent): string {
  const kind = event.entity;
  const many = isKind(kind) ? kindWords[kind].many : 'records';
  if (event.kind === 'finished') return finished(many, event.stage);
  if (event.kind === 'not_permitted') return `Jobber does not let this app read ${many}.`;
  if (event.kind === 'drift') return `Differences in ${many} were found and put right.`;
  return event.entity === null ? event.message : `${capital(many)}: ${event.message}`;
}

function finished(many: string, stage: string | null): string {
  switch (stage) {
    case 'newest':
      return `The newest ${many} are here.`;
    case 'recent':
      return `The ${many} of the last 13 months are here.`;
    case 'history':
      return `All older ${many} are here too.`;
    case 'details':
      return `All fields of the ${many} are here.`;
    case 'sweep':
      return `Every one of the ${many} was compared with Jobber.`;
    case 'recheck':
      return `All fields of the ${many} were compared with Jobber.`;
    default:
      return `The ${many} were read.`;
  }
}

function isKind(value: string | null): value is keyof typeof kindWords {
  return value !== null && value in kindWords;
}
