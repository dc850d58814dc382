import 'server-only';
import { sql } from 'drizzle-orm';
import { log } from '@/lib/log';
import { refreshOnce } from './refresh';
import { dueAt, interval } from './sql';
import { type Vault, vault } from './vault';

const everyMs = 300_000;
const inUseMs = 2 * 3_600_000;
const idleMs = 7 * 86_400_000;
const atOnce = 4;

/**
 * The keeper, to be called every five minutes: refreshes connections that somebody or a sync used in the last two hours
 * before their token ends, repeats attempts whose outcome is unknown once they are due, and renews idle grants weekly
 * (nobody documents whether an unused one expires). Safe beside callers and other processes. Returns how many
 * attempts it made.
 * @public
 */
export async function keepConnectionsFresh(service: Vault = vault()): Promise<number> {
  const due = await connectionsDue(service);
  let attempts = 0;
  const work = async () => {
    for (let next = due.pop(); next && !service.isDraining; next = due.pop()) {
      try {
        if (await refreshOnce(service, next.id, next.tokenVersion)) attempts += 1;
      } catch (err) {
        log.warn({ module: 'vault', connectionId: next.id, err }, 'the keeper could not refresh');
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await forgetOldEvents(service);
  return attempts;
}

/** Most urgent last, so that `pop` takes them in order. */
async function connectionsDue({
  db,
  timing,
}: Vault): Promise<{ id: string; tokenVersion: number }[]> {
  const { rows } = await db.execute<{ id: string; tokenVersion: number }>(sql`
    with clock as materialized (select app_now() as now)
    select c.id, c.token_version as "tokenVersion"
    from clock, jobber_connections c left join connection_uses u on u.connection_id = c.id
    where c.status in ('active', 'suspect') and c.quarantined_at is null
      and coalesce(c.lease_until <= clock.now, true) and coalesce(${dueAt(timing)} <= clock.now, true)
      and (
        (u.used_at > clock.now - ${interval(inUseMs)} and c.access_expires_at <= clock.now + ${interval(everyMs)}
          + least(${interval(600_000)}, make_interval(secs => c.access_lifetime_ms / 6000.0)))
        or c.status = 'suspect'
        or c.rotated_at <= clock.now - ${interval(idleMs)}
      )
    order by c.access_expires_at desc`);
  return rows;
}

/** Routine refreshes of a season tell nothing new; what ended or began a connection stays. */
async function forgetOldEvents({ db }: Vault): Promise<void> {
  await db.execute(sql`
    delete from connection_events where what in ('refreshed', 'deferred', 'unknown')
      and at < (select app_now()) - interval '90 days'`);
}
