import { z } from 'zod';
import type { JobberClient } from '@/lib/jobber/client';
import { jobsListDocument } from '@/lib/jobber/documents/jobs-list';
import type { JobRow, JobsQuery, Page } from './contract';
import { readPage } from './page';
import { webAddress } from './parts';
import { cents, count, hiddenNames, link, text } from './values';

/**
 * One page of jobs as Jobber holds them now; the latest change first unless `query.sort` says otherwise.
 * @public
 */
export async function liveJobs(client: JobberClient, query: JobsQuery): Promise<Page<JobRow>> {
  const { data, hidden } = await client.query(jobsListDocument, {
    first: query.first ?? 25,
    after: query.after ?? null,
    searchTerm: query.search?.trim() || null,
    filter: query.status ? { status: query.status } : null,
    sort: [query.sort ?? { key: 'UPDATED_AT', direction: 'DESCENDING' }],
  });
  return { ...readPage(jobRow, data.jobs), hidden: hiddenNames(hidden) };
}

const jobRow = z
  .object({
    id: z.string(),
    jobNumber: count,
    title: text,
    jobStatus: text,
    jobType: text,
    total: cents,
    startAt: text,
    endAt: text,
    updatedAt: text,
    jobberWebUri: text,
    client: link('name'),
    property: z.object({ address: z.object({ street: text, city: text }).nullish() }).nullish(),
  })
  .transform(
    ({ jobStatus, jobType, total, jobberWebUri, property, ...row }): JobRow => ({
      ...row,
      status: jobStatus,
      type: jobType,
      totalCents: total,
      street: property?.address?.street ?? null,
      city: property?.address?.city ?? null,
      jobberUrl: webAddress(jobberWebUri),
    }),
  );
