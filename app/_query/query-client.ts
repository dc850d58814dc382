import { QueryClient } from '@tanstack/react-query';

/** Keeps what a browser loads for half an hour; nothing is asked again within a minute. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        // On the server its timer would hold on to the whole request for as long.
        ...(typeof window === 'undefined' ? {} : { gcTime: 30 * 60_000 }),
        retry: false,
        refetchOnWindowFocus: false,
      },
    },
  });
}
