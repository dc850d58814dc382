import { keyUsage, resealRows } from '../vault/keys';
import { type InstallationOptions, inInstallation } from './installation';
import { printJson, printLines, printTable } from './print';

/** `keys`: which key seals how many connections; `--reseal` moves them all to the first key. */
export async function keys(
  options: InstallationOptions & { json?: boolean; reseal?: boolean },
): Promise<void> {
  const { resealed, usage } = await inInstallation(options, async () => {
    const count = options.reseal ? await resealRows() : null;
    return { resealed: count, usage: await keyUsage() };
  });
  const missing = usage.filter(({ isListed, rows }) => !isListed && rows > 0);
  process.exitCode = missing.length > 0 ? 1 : 0;
  if (options.json) return printJson({ keys: usage, resealed });
  printTable(
    ['KEY', 'ROWS', 'STATE'],
    usage.map(({ kid, rows, isListed, isActive }) => [
      kid,
      String(rows),
      stateOf({ rows, isListed, isActive }),
    ]),
  );
  if (resealed !== null) printLines([`Sealed again with the first key: ${resealed}.`]);
}

function stateOf(key: { rows: number; isListed: boolean; isActive: boolean }): string {
  if (!key.isListed) return 'missing from TOKEN_ENCRYPTION_KEYS: put it back behind the first one';
  if (key.isActive) return 'seals';
  return key.rows === 0
    ? 'not needed any more: it may be removed'
    : 'opens only; --reseal frees it';
}
