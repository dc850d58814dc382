/** How the last act went. */
export function Said({ said }: { said: { text: string; isFailure: boolean } | null }) {
  return (
    <p
      role={said?.isFailure ? 'alert' : 'status'}
      className={`text-table ${said?.isFailure ? 'text-bad' : 'text-ink-soft'}`}
    >
      {said?.text}
    </p>
  );
}
