import type { Metadata } from 'next';
import { getJob } from '@/lib/records/get-record';
import { RecordState } from '../../../_ui/record-state';
import { NumberedTitle } from '../../record-parts';
import { type RecordProps, RecordRoute } from '../../record-route';
import { JobBody } from '../job-body';

export const metadata: Metadata = { title: 'Job' };

export default function JobPage(props: RecordProps) {
  return (
    <RecordRoute
      {...props}
      kind="job"
      read={getJob}
      show={(job, context) => ({
        title: <NumberedTitle number={job.jobNumber}>{job.title}</NumberedTitle>,
        state: <RecordState kind="job" status={job.status} />,
        body: <JobBody job={job} context={context} />,
      })}
    />
  );
}
