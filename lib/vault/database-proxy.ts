import { startTestProxy } from '@/db/test-proxy';

/**
 * A TCP proxy before Postgres that can go down, come back, or lose the answer to the next message that contains a text.
 * For tests of what happens between a database and a token that exists nowhere else.
 * @public
 */
export type DatabaseProxy = {
  url: string;
  goDown: () => void;
  comeBack: () => void;
  loseAnswerTo: (text: string) => void;
  close: () => Promise<void>;
};

/** @public */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  let isDown = false;
  let lostText: string | null = null;
  const { url, cut, close } = await startTestProxy(databaseUrl, () => {
    if (isDown) return null;
    let losesNext = false;
    return {
      asked: (chunk) => {
        if (lostText === null || !chunk.includes(lostText)) return;
        losesNext = true;
        lostText = null;
      },
      answers: () => !losesNext,
    };
  });
  return {
    url,
    goDown: () => {
      isDown = true;
      cut();
    },
    comeBack: () => {
      isDown = false;
    },
    loseAnswerTo: (text) => {
      lostText = text;
    },
    close,
  };
}
