import { useSearchParams } from 'react-router';
import { useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';

/** One noun of the organisation, by what stands in the search field. */
export function useOrgList<T>(noun: string) {
  const [search] = useSearchParams();
  return useList<T>(`/${noun}${queryString({ q: search.get('q'), limit: 200 })}`);
}
