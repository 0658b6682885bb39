import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { ProblemError } from '../data/client.ts';
import { Problem } from './Problem.tsx';

interface Props<T> {
  query: { data: T | undefined; error: ProblemError | null; refetch: () => unknown };
  children: (data: T) => ReactNode;
}

/** Content once it is there, a quiet placeholder before, the problem in words otherwise. */
export function Loaded<T>({ query, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Problem problem={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
}
