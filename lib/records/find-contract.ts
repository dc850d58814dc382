import type { ListName } from './contract';

/** @public */
export type FoundKind = 'client' | 'property' | 'request' | 'quote' | 'job' | 'invoice';

/**
 * A record that matches. `label` is its line, `detail` what else tells it apart. Of a property `clientId` opens.
 * @public
 */
export type FoundRecord = {
  accountId: number;
  kind: FoundKind;
  id: string;
  label: string;
  detail: string | null;
  clientId: string | null;
};

/** @public */
export type FoundPage = { title: string; href: string };

/** @public */
export type FoundView = { list: ListName; name: string; account: string | null; params: string };

/**
 * Best first. `isPartial`: looking for misspelt words took too long and was left out.
 * @public
 */
export type Found = {
  records: FoundRecord[];
  pages: FoundPage[];
  views: FoundView[];
  isPartial: boolean;
};
