import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessToken } from './access-token';
import { checkKeys, keyUsage, resealRows } from './keys';
import { testKeys, type VaultStage, vaultStage } from './test-vault';
import { createVault, type Vault } from './vault';

let stage: VaultStage;
const secondKey = { kid: 'k2', key: createHash('sha256').update('two').digest() };

function withKeys(keys: Parameters<typeof createVault>[0]['keys'], changes: Partial<Vault> = {}) {
  const { db, app, environment, timing } = stage.process();
  return createVault({ db, app, environment, timing, ...changes, keys });
}

describe('keys', () => {
  beforeEach(async () => {
    stage = await vaultStage();
    await checkKeys(stage.process());
  });
  afterEach(() => stage.close());

  test('a new key becomes active without downtime, rows move over, and then the old one may go', async () => {
    const old = stage.process();
    const { id, accessToken: given } = await stage.connect(old);
    await stage.connect(old);
    const both = withKeys([secondKey, ...testKeys]);
    await checkKeys(both);
    expect((await accessToken(id, both)).token).toBe(given);
    expect(await resealRows(both)).toBe(2);
    expect(await resealRows(both)).toBe(0);
    const only = withKeys([secondKey]);
    await checkKeys(only);
    expect(await accessToken(id, only)).toEqual({ token: given, version: 1 });
    await stage.shiftClock(3_600_000);
    expect((await accessToken(id, only)).version).toBe(2);
  });

  test('every refresh seals with the active key', async () => {
    const { id } = await stage.connect(stage.process());
    const both = withKeys([secondKey, ...testKeys]);
    await stage.shiftClock(3_600_000);
    await accessToken(id, both);
    expect(await keyUsage(both)).toEqual([
      { kid: 'k2', rows: 1, isListed: true, isActive: true },
      { kid: 'k1', rows: 0, isListed: true, isActive: false },
    ]);
  });

  test('an old key removed too early stops the boot with the number of connections that need it', async () => {
    await stage.connect(stage.process());
    await stage.connect(stage.process());
    await expect(checkKeys(withKeys([secondKey]))).rejects.toMatchObject({
      code: 'misconfigured',
      safeMessage: expect.stringContaining('"k1" (2 rows)'),
    });
  });

  test('another key under a known name stops the boot', async () => {
    await expect(checkKeys(withKeys([{ kid: 'k1', key: secondKey.key }]))).rejects.toMatchObject({
      code: 'misconfigured',
    });
  });

  test('a copy of the database under another Jobber app is refused at boot and sends no token', async () => {
    const { id } = await stage.connect(stage.process());
    const staging = stage.process({ environment: 'https://api.getjobber.com staging' });
    await expect(checkKeys(staging)).rejects.toMatchObject({ code: 'misconfigured' });
    await stage.shiftClock(3_600_000);
    await expect(accessToken(id, staging)).rejects.toMatchObject({ code: 'reconnect_required' });
    expect(stage.jobber.posts).toHaveLength(0);
  });

  test('a process that lacks a key sends nothing and puts nothing aside', async () => {
    const { id } = await stage.connect(stage.process());
    const lacking = withKeys([secondKey]);
    await expect(accessToken(id, lacking)).rejects.toMatchObject({ code: 'misconfigured' });
    expect((await accessToken(id, stage.process())).version).toBe(1);
    expect(stage.jobber.posts).toHaveLength(0);
  });

  test.each<[string, string]>([
    [
      'two connections',
      `update jobber_tokens a set access_sealed = b.access_sealed, refresh_sealed = b.refresh_sealed
       from jobber_tokens b where a.connection_id <> b.connection_id`,
    ],
    [
      'its two fields',
      'update jobber_tokens set access_sealed = refresh_sealed, refresh_sealed = access_sealed',
    ],
    [
      'an older version',
      `update jobber_tokens t set access_sealed = o.access_sealed, refresh_sealed = o.refresh_sealed
       from older o where o.connection_id = t.connection_id`,
    ],
  ])(
    'sealed values swapped between %s are put aside, and no request is made with them',
    async (_, tamper) => {
      const vault = stage.process();
      const { id } = await stage.connect(vault);
      await stage.connect(vault);
      await stage.pool.query('create table older as select * from jobber_tokens');
      await stage.shiftClock(3_600_000);
      await accessToken(id, vault);
      const before = stage.jobber.posts.length;
      await stage.pool.query(tamper);
      await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'misconfigured' });
      await stage.shiftClock(3_600_000);
      await expect(accessToken(id, vault)).rejects.toMatchObject({ code: 'reconnect_required' });
      expect(await stage.row(id)).toMatchObject({ isQuarantined: true });
      expect((await stage.events(id)).at(-1)?.what).toBe('quarantined');
      expect(stage.jobber.posts).toHaveLength(before);
    },
  );

  test('a reseal leaves a pair that does not open alone, and keeps counting it', async () => {
    await stage.connect(stage.process());
    await stage.pool.query("update jobber_tokens set access_sealed = 'v1.k1.AAAA.AAAA.AAAA'");
    const both = withKeys([secondKey, ...testKeys]);
    expect(await resealRows(both)).toBe(0);
    expect((await keyUsage(both)).find(({ kid }) => kid === 'k1')?.rows).toBe(1);
  });

  test('no token stands in the database in clear text', async () => {
    const vault = stage.process();
    const { id, accessToken: access, refreshToken } = await stage.connect(vault);
    await stage.shiftClock(3_600_000);
    const { token } = await accessToken(id, vault);
    const { rows } = await stage.pool.query<{ dump: string }>(`
      select string_agg(query_to_xml('select * from ' || quote_ident(tablename), true, false, '')::text, '') as dump
      from pg_tables where schemaname = 'public'`);
    for (const secret of [access, refreshToken, token]) expect(rows[0]?.dump).not.toContain(secret);
    expect(rows[0]?.dump).toContain(id);
  });
});
