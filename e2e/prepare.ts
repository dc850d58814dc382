import { buildIfChanged } from '@/lib/cli/build';

/** Before the first browser test: the built app of exactly this code. */
export default async function prepare(): Promise<void> {
  await buildIfChanged();
}
