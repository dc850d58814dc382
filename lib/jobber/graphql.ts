import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env';

/**
 * Types an operation from its text, over the app's view of Jobber's schema. Ids are opaque text, times ISO 8601 text.
 * @public
 */
export const graphql = initGraphQLTada<{
  disableMasking: true;
  introspection: introspection;
  scalars: {
    Color: string;
    EncodedId: string;
    ICalendarRule: string;
    ISO8601Date: string;
    ISO8601DateTime: string;
    ISO8601Time: string;
    JSON: unknown;
    Minutes: number;
    Seconds: number;
    Timezone: string;
    True: boolean;
    Url: string;
  };
}>();
