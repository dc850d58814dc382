/** A crew member with the colour they have in Jobber. */
export function CrewName({ name, color }: { name: string; color: string | null }) {
  const isColor = color !== null && /^#[0-9a-f]{3,8}$/i.test(color);
  return (
    <span className="flex items-center gap-2">
      <span
        aria-hidden
        className="size-2.5 shrink-0 rounded-full border border-ink-soft/40"
        style={isColor ? { background: color, borderColor: color } : undefined}
      />
      <span className="truncate">{name}</span>
    </span>
  );
}
