import type { snapshotItems } from '@/db/schema/snapshots';

/** What is recorded at the end of each day. */
export type SnapshotKind = (typeof snapshotItems.$inferSelect)['kind'];
