import { spawn } from 'node:child_process';

/** Asks the desktop to show an address. Where there is none nothing happens: the address is printed as well. */
export function openBrowser(url: string): void {
  const [program, ...args] = opener(url);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}

function opener(url: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url];
  // `start` is no program, and cmd would cut the address at its first &.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
