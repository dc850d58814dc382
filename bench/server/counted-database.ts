import { startTestProxy } from '@/db/test-proxy';

/** A statement that went to Postgres, with when it was asked for and when it was done, in milliseconds of this process. */
type Statement = { text: string; askedAt: number; doneAt: number };

/**
 * An address of a database that counts what is asked of it, whoever asks and however the statements are put.
 * @public
 */
export type CountedDatabase = {
  url: string;
  /** The statements since the last call. */
  taken: () => Statement[];
  close: () => Promise<void>;
};

/**
 * Stands between a server and its Postgres and reads along.
 * @public
 */
export async function countedDatabase(url: string): Promise<CountedDatabase> {
  let statements: Statement[] = [];
  const proxy = await startTestProxy(url, () => {
    const open: Statement[] = [];
    const asked = requestReader((text) => {
      const statement = { text, askedAt: performance.now(), doneAt: Number.NaN };
      open.push(statement);
      statements.push(statement);
    });
    const answered = messageReader((type) => {
      // Ready for the next one.
      if (type !== 'Z') return;
      for (const statement of open.splice(0)) statement.doneAt = performance.now();
    });
    return {
      asked,
      answers: (chunk) => {
        answered(chunk);
        return true;
      },
    };
  });
  return {
    url: proxy.url,
    taken: () => {
      const own = statements;
      statements = [];
      return own;
    },
    close: proxy.close,
  };
}

/**
 * The most statements of which each waited for the one before: what a slow line to the database costs a page.
 * @public
 */
export function longestRow(statements: readonly Statement[]): number {
  let row = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { askedAt, doneAt } of statements.toSorted((a, b) => a.doneAt - b.doneAt)) {
    if (askedAt < until) continue;
    row += 1;
    until = doneAt;
  }
  return row;
}

/** Tells the text of each statement that a client executes; named ones are prepared once and executed often. */
function requestReader(executed: (text: string) => void): (chunk: Buffer) => void {
  const prepared = new Map<string, string>();
  const bound = new Map<string, string>();
  let isStarted = false;
  const typed = messageReader((type, body) => {
    const [first = '', second = ''] = body.toString('utf8').split('\0', 2);
    if (type === 'Q') executed(first);
    else if (type === 'P') prepared.set(first, second);
    else if (type === 'B') bound.set(first, prepared.get(second) ?? '');
    else if (type === 'E') executed(bound.get(first) ?? '');
  });
  let start: Buffer = Buffer.alloc(0);
  return (chunk) => {
    if (isStarted) return typed(chunk);
    // The first message has a length and no type.
    start = Buffer.concat([start, chunk]);
    if (start.length < 4 || start.length < start.readUInt32BE(0)) return;
    isStarted = true;
    typed(start.subarray(start.readUInt32BE(0)));
  };
}

/** Cuts a stream into messages: a letter, a length that counts itself, a body. */
function messageReader(message: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const end = rest.readUInt32BE(1) + 1;
      message(String.fromCharCode(rest.readUInt8(0)), rest.subarray(5, end));
      rest = rest.subarray(end);
    }
  };
}
