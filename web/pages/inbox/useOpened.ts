import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../data/api.ts';

/** The page of an item or an escalation has been opened: what its reader was told about it counts as read. */
export function useOpened(about: 'workItemId' | 'escalationId', id: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (id === undefined) return;
    // A count that is too high for once is no reason to disturb whoever works on the page.
    void api
      .send('POST', '/inbox/opened', { [about]: id })
      .then(() => queries.invalidateQueries({ queryKey: ['get', '/inbox/unread'] }))
      .catch(() => undefined);
  }, [about, id, queries]);
}
