import { State } from '../../_ui/state';

/** A client is a lead until the first work, and archived when nobody expects more. */
export function ClientState({ client }: { client: { isLead: boolean; isArchived: boolean } }) {
  if (client.isArchived) return <State tone="closed" word="Archived" />;
  if (client.isLead) return <State tone="idle" word="Lead" />;
  return <State tone="good" word="Client" />;
}
