import { expect, it } from 'vitest';
import { freshness } from '@/bench/reading/freshness';
import { onClock } from '@/bench/reading/on-clock';
import { tinyWorld } from '@/bench/tiny-world';

const world = (now: number) => tinyWorld(3, now);
const told = ['dated', 'day'];

it('shows what webhooks tell within seconds and spends next to nothing while nobody looks', async () => {
  const asked = { hasWebhooks: true, isViewed: false, hours: 1, editsPerHour: 16 };
  const { waits, shares } = await onClock(world, (on) => freshness(on, asked));
  for (const { net, p50 } of waits.filter((one) => told.includes(one.net)))
    expect(p50, net).toBeLessThanOrEqual(5);
  expect(shares.probe + shares.refetch + shares.sweeps).toBeLessThanOrEqual(0.002);
}, 120_000);

it('shows what changes in a viewed account within 75 seconds without webhooks', async () => {
  const asked = { hasWebhooks: false, isViewed: true, hours: 0.15, editsPerHour: 120 };
  const { waits, shares } = await onClock(world, (on) => freshness(on, asked));
  for (const { net, p99 } of waits.filter((one) => told.includes(one.net)))
    expect(p99, net).toBeLessThanOrEqual(75);
  expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(0.05);
}, 120_000);
