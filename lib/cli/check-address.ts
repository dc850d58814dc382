import { z } from 'zod';
import { firstFreePort } from './free-port';
import { serverSettings } from './server-settings';
import { serverPort } from './start';

/** Who answers on the port of this machine that the server uses, or would use. */
type Local = { port: number; who: 'fieldboard' | 'nobody' | 'another' };

/** Looks who has the server's port on this machine. */
export async function localServer(): Promise<Local> {
  const port = serverPort(serverSettings().environment);
  const who = await whoAnswers(`http://localhost:${port}`);
  if (who !== 'nobody') return { port, who };
  // Something that speaks no HTTP has the port all the same.
  return { port, who: (await firstFreePort([port])) === null ? 'another' : 'nobody' };
}

/** Whether the port is ours to use; throws what to do when another program has it. */
export function portState({ port, who }: Local): string {
  if (who === 'fieldboard') return `Fieldboard runs on ${port}`;
  if (who === 'nobody') return `${port} is free; Fieldboard does not run now`;
  throw new Error(
    `${port} is taken by another program. Stop it, or choose another port, for example PORT=${port + 1} npm start; the address of a local set-up and its callback URL then have that port too.`,
  );
}

/** Whether people can open the dashboard where the settings say; throws what to do. */
export async function dashboardAddress(local: Local): Promise<string> {
  const { protocol, hostname, origin, port } = new URL(serverSettings().environment.NEXTAUTH_URL);
  if (protocol === 'http:' && hostname !== 'localhost') {
    throw new Error(
      `${origin} is not https; sign-in cookies are safe only on https. Put a proxy such as Caddy in front, or for this machine alone use http://localhost${port && `:${port}`}.`,
    );
  }
  const who = await whoAnswers(origin);
  if (who === 'fieldboard') return `${origin} answers`;
  if (who === 'another')
    throw new Error(`something else than Fieldboard answers at ${origin}. ${mustBe}`);
  if (local.who !== 'fieldboard') return `${origin}; the dashboard does not run there now`;
  throw new Error(
    `Fieldboard runs on port ${local.port} of this machine, but nothing answers at ${origin}. ${mustBe}`,
  );
}

const mustBe =
  'NEXTAUTH_URL must be the address that people open, exactly as their browser shows it, and Fieldboard or its proxy must answer there.';

async function whoAnswers(origin: string): Promise<Local['who']> {
  const answer = await fetch(new URL('/api/health/live', origin), {
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  if (!answer) return 'nobody';
  return live.safeParse(await answer.json().catch(() => null)).success ? 'fieldboard' : 'another';
}

const live = z.object({ live: z.literal(true) });
