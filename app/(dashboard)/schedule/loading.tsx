import { RowsSkeleton } from '../../_ui/skeleton';
import { PageHeader } from '../page-header';

export default function ScheduleLoading() {
  return (
    <>
      <PageHeader title="Schedule" />
      <RowsSkeleton label="Reading the schedule" />
    </>
  );
}
