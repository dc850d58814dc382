import { releaseTestServer } from '@/db/test-db';

/** After the last browser test: the shared Postgres stops unless another run uses it. */
export default async function release(): Promise<void> {
  await releaseTestServer();
}
