/** Next calls this once per server process before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { notePeerAddresses } = await import('./lib/session/peer-address');
  notePeerAddresses();
  const { boot } = await import('./lib/boot');
  await boot();
}
