import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportProgress } from '../../api/plans/schema.ts';
import { api } from './api.ts';
import type { ProblemError } from './client.ts';

/** Sends a document to be read; `progress` is how far the reading has come, null before the first news. */
export function useImport(onDone: (answer: { id: string }) => void) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const takeNews = (line: unknown): boolean => {
    if (!isProgress(line)) return false;
    setProgress(line);
    return true;
  };
  const mutation = useMutation<{ id: string }, ProblemError, FormData>({
    mutationFn: (form) => api.upload('/plans/import', form, takeNews),
    onMutate: () => setProgress(null),
    onSuccess: (answer) => {
      onDone(answer);
      void queries.invalidateQueries();
    },
  });
  return { ...mutation, progress };
}

const isProgress = (line: unknown): line is ImportProgress =>
  typeof line === 'object' && line !== null && 'stage' in line;
