import { ClientsList } from '../../(dashboard)/clients/clients-list';
import { loadClientsView } from '../../(dashboard)/clients/clients-view';
import { PageHeader } from '../../(dashboard)/page-header';
import { PersonMenu } from '../../(dashboard)/person-menu';
import { defaultFormats } from '../../_ui/formats';
import { Line } from '../../_ui/notice';
import { buttonClass } from '../../_ui/classes';
import { State } from '../../_ui/state';
import { rows } from './actions';
export default async function P({ searchParams }: { searchParams: Promise<any> }) {
  const view = await loadClientsView(searchParams);
  return <><PageHeader title="Clients" freshness={<span className="text-table text-ink-soft"><State tone="good" word="Live" /></span>} person={<PersonMenu name="Dana Ridge" />} line={(await searchParams).line ? <Line tone="bad" action={<a href="/x" className={buttonClass('primary','small')}>Reconnect Cedar Ridge</a>}>Jobber ended the connection on 12 Nov. You still see what was last read.</Line>:null} />
  <ClientsList firstView={view} first={await rows(view)} load={rows} formats={defaultFormats} now={new Date().toISOString()} /></>;
}
