import { clientsList } from './clients-list';
import type { ListName } from './contract';
import { invoicesList } from './invoices-list';
import { jobsList } from './jobs-list';
import type { ListSource } from './list-source';
import { quotesList } from './quotes-list';
import { requestsList } from './requests-list';
import { visitsList } from './visits-list';

/** How each list is read. */
export const listSources: { [List in ListName]: ListSource<List> } = {
  clients: clientsList,
  jobs: jobsList,
  quotes: quotesList,
  invoices: invoicesList,
  requests: requestsList,
  visits: visitsList,
};
