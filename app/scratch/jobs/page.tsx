import { JobsList } from '../../(dashboard)/jobs/jobs-list';
import { loadJobsView } from '../../(dashboard)/jobs/jobs-view';
import { PageHeader } from '../../(dashboard)/page-header';
import { PersonMenu } from '../../(dashboard)/person-menu';
import { defaultFormats } from '../../_ui/formats';
import { jobs } from '../clients/actions';
export default async function P({ searchParams }: { searchParams: Promise<any> }) {
  const view = await loadJobsView(searchParams);
  return <><PageHeader title="Jobs" person={<PersonMenu name="Dana Ridge" />} />
  <JobsList firstView={view} first={await jobs(view)} load={jobs} formats={defaultFormats} now={new Date().toISOString()} /></>;
}
