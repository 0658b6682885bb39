import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, currentLanguage } from './api.ts';
import type { ProblemError } from './client.ts';
import type { List } from './types.ts';

/** One resource by its path under /api; `null` asks for nothing. */
export function useGet<T>(path: string | null, options: { refetchInterval?: number | false } = {}) {
  return useQuery<T, ProblemError>({
    queryKey: ['get', path, currentLanguage()],
    queryFn: ({ signal }) => api.get<T>(path ?? '', signal),
    enabled: path !== null,
    refetchInterval: options.refetchInterval ?? false,
  });
}

/** The answer to a question that is too long for an address; `null` asks nothing. */
export function useAnswer<T>(path: string, question: object | null) {
  return useQuery<T, ProblemError>({
    queryKey: ['answer', path, question, currentLanguage()],
    queryFn: () => api.send<T>('POST', path, question),
    enabled: question !== null,
  });
}

/** A cursor-paged list, page after page joined. */
export function useList<T>(path: string | null, options: { refetchInterval?: number } = {}) {
  const query = useInfiniteQuery<List<T>, ProblemError, T[], unknown[], string | null>({
    queryKey: ['list', path, currentLanguage()],
    queryFn: ({ pageParam, signal }) => {
      const joint = path?.includes('?') ? '&' : '?';
      return api.get<List<T>>(pageParam === null ? (path ?? '') : `${path}${joint}cursor=${pageParam}`, signal);
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
    select: (data) => data.pages.flatMap((page) => page.items),
    enabled: path !== null,
    refetchInterval: options.refetchInterval ?? false,
  });
  return {
    items: query.data,
    error: query.error,
    isPending: query.isPending,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    refetch: () => void query.refetch(),
  };
}

export interface SendRequest {
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

/** One change; afterwards everything on screen is asked for again, because one act moves many numbers. */
export function useSend<T = unknown>(onDone?: (answer: T) => void) {
  const queries = useQueryClient();
  return useMutation<T, ProblemError, SendRequest>({
    mutationFn: ({ method = 'POST', path, body }) => api.send<T>(method, path, body),
    // Not waited for: what the sender does next must not depend on a page that the answer may already have changed.
    onSuccess: (answer) => {
      onDone?.(answer);
      void queries.invalidateQueries();
    },
    onError: (problem) => {
      if (problem.status === 409) void queries.invalidateQueries();
    },
  });
}
