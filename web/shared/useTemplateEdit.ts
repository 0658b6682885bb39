import { useState } from 'react';
import { useSend } from '../data/hooks.ts';
import type { VersionEdit } from './VersionedSection.tsx';
import type { SavedVersion } from './VersionTable.tsx';

/**
 * An edit of a template: it is looked at with something real before it can be saved, on a ground.
 *
 * @param path Of the templates; their preview is at `/preview` below it.
 * @param body The template as it is written now.
 * @returns the preview, what `SaveWithReason` needs, and `changed`, to be called with each change: what was looked at
 *   counts no more.
 */
export function useTemplateEdit<P>(
  path: string,
  body: object,
  { basedOn, why, onSaved }: Pick<VersionEdit<SavedVersion>, 'basedOn' | 'why' | 'onSaved'>,
) {
  const [reason, setReason] = useState(why);
  const look = useSend<P>();
  const save = useSend(onSaved);
  return {
    preview: look.data,
    changed: () => {
      look.reset();
      save.reset();
    },
    edit: {
      preview: look.data,
      looking: look.isPending,
      saving: save.isPending,
      problem: look.error ?? save.error,
      reason,
      setReason,
      look: () => look.mutate({ path: `${path}/preview`, body }),
      save: () => save.mutate({ path, body: { ...body, basedOn, reason: reason.trim() } }),
    },
  };
}
