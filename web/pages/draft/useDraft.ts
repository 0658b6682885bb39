import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Conflict, mergeDrafts } from '../../../domain/draftMerge.ts';
import { sameValue } from '../../../domain/sameValue.ts';
import { api } from '../../data/api.ts';
import { ProblemError } from '../../data/client.ts';
import type { Draft, ImportContent, LaunchSettings, MeasureDraft } from '../../data/types.ts';
import { useHistory } from './history.ts';
import { keepSame } from './keepSame.ts';
import { mergePatches, overlay } from './settingsPatch.ts';

const pauseMs = 700;

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed';

export interface DraftHandle {
  /** The server's last answer: findings, resolution, options. */
  draft: Draft;
  content: ImportContent;
  settings: LaunchSettings;
  saving: Saving;
  problem: ProblemError | null;
  /** Changes the content; can be undone. */
  edit: (change: (content: ImportContent) => ImportContent) => void;
  /** Decides some settings; names are merged one by one. */
  decide: (patch: Partial<LaunchSettings>) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Measures that somebody else changed at the same time. */
  conflicts: Conflict<MeasureDraft>[];
  /** Ends a conflict, with their version or with mine. */
  settle: (conflict: Conflict<MeasureDraft>, take: 'mine' | 'theirs') => void;
  retry: () => void;
  /** Takes the server's state, with what is unsaved here on top. */
  reload: () => Promise<void>;
}

interface State {
  /** What the server has. */
  base: ImportContent;
  version: number;
  content: ImportContent;
  /** Settings decided here that the server does not have yet. */
  patch: Partial<LaunchSettings> | null;
  busy: boolean;
}

/**
 * A draft that saves itself a moment after each change. One save runs at a time; what changed meanwhile goes with the
 * next. Where somebody else was faster, both are merged measure by measure and saved again; what both have changed is
 * theirs until the person has chosen.
 */
export function useDraft(first: Draft): DraftHandle {
  const [draft, setDraft] = useState(first);
  const [content, setContent] = useState(first.content);
  const [patch, setPatch] = useState<Partial<LaunchSettings> | null>(null);
  const [saving, setSaving] = useState<Saving>('saved');
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [conflicts, setConflicts] = useState<Conflict<MeasureDraft>[]>([]);
  const now = useRef<State>({ base: content, version: first.version, content, patch: null, busy: false });

  const show = useCallback((next: ImportContent) => {
    now.current.content = next;
    setContent(next);
  }, []);

  /** Takes what the server has; `sent` is the content that it was told, null where it was told nothing. */
  const take = useCallback(
    (answer: Draft, sent: ImportContent | null) => {
      const at = now.current;
      const theirs = keepSame(at.content, answer.content);
      const merged = mergeDrafts(sent ?? at.base, at.content, theirs);
      at.base = theirs;
      at.version = answer.version;
      setDraft(answer);
      if (merged.conflicts.length > 0)
        setConflicts((old) => [
          ...old.filter((one) => !merged.conflicts.some(({ id }) => id === one.id)),
          ...merged.conflicts,
        ]);
      show(sameValue(merged.content, theirs) ? theirs : keepSame(at.content, merged.content));
      setProblem(null);
      setSaving(at.content === at.base && at.patch === null ? 'saved' : 'waiting');
    },
    [show],
  );

  const save = useCallback(async () => {
    const at = now.current;
    if (at.busy || (at.content === at.base && at.patch === null)) return;
    const sent = { content: at.content, patch: at.patch };
    const body = {
      version: at.version,
      content: sent.content === at.base ? undefined : sent.content,
      settings: sent.patch ?? undefined,
    };
    at.busy = true;
    at.patch = null;
    setSaving('saving');
    try {
      const answer = await api.send<Draft>('PATCH', `/plans/drafts/${first.id}`, body);
      setPatch(at.patch);
      take(answer, sent.content);
    } catch (fault) {
      at.patch = mergePatches(sent.patch, at.patch);
      if (!(fault instanceof ProblemError)) throw fault;
      const current = fault.details.current as Draft | undefined;
      if (fault.code === 'STALE_VERSION' && current?.state === 'OPEN') {
        take(current, null);
      } else {
        setProblem(fault);
        setSaving('failed');
      }
    } finally {
      at.busy = false;
    }
  }, [first.id, take]);

  useEffect(() => {
    if (saving !== 'waiting') return undefined;
    const timer = setTimeout(() => void save(), pauseMs);
    return () => clearTimeout(timer);
  });

  const change = useCallback(
    (next: ImportContent) => {
      if (next === now.current.content) return;
      show(next);
      if (!now.current.busy) setSaving('waiting');
    },
    [show],
  );
  const history = useHistory(
    useCallback(() => now.current.content, []),
    change,
  );
  const decide = useCallback((decided: Partial<LaunchSettings>) => {
    now.current.patch = mergePatches(now.current.patch, decided);
    setPatch((old) => mergePatches(old, decided));
    if (!now.current.busy) setSaving('waiting');
  }, []);

  return {
    draft,
    content,
    settings: useMemo(() => overlay(draft.settings, patch), [draft.settings, patch]),
    saving,
    problem,
    conflicts,
    ...history,
    decide,
    settle: (conflict, choice) => {
      if (choice === 'mine') history.edit((old) => withMine(old, conflict));
      setConflicts((old) => old.filter((one) => one !== conflict));
    },
    retry: () => {
      setProblem(null);
      setSaving('waiting');
    },
    reload: async () => take(await api.get<Draft>(`/plans/drafts/${first.id}`), null),
  };
}

function withMine(content: ImportContent, { id, mine }: Conflict<MeasureDraft>): ImportContent {
  const others = content.measures.filter((measure) => measure.id !== id);
  if (mine === null) return { ...content, measures: others };
  const known = content.measures.some((measure) => measure.id === id);
  const measures = known ? content.measures.map((measure) => (measure.id === id ? mine : measure)) : [...others, mine];
  return { ...content, measures };
}
