import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../data/api.ts';
import { ProblemError } from '../../data/client.ts';
import type { Draft, ImportContent, LaunchSettings } from '../../data/types.ts';

const pauseMs = 700;

interface Local {
  content: ImportContent;
  settings: LaunchSettings;
}
export type Saving = 'saved' | 'waiting' | 'saving' | 'failed';

export interface DraftHandle {
  /** The server's last answer: findings, resolution, options. */
  draft: Draft;
  content: ImportContent;
  settings: LaunchSettings;
  saving: Saving;
  problem: ProblemError | null;
  changeContent: (change: (content: ImportContent) => ImportContent) => void;
  changeSettings: (change: (settings: LaunchSettings) => LaunchSettings) => void;
  retry: () => void;
  /** Drops what is unsaved here and takes the server's state. */
  reload: () => Promise<void>;
}

/**
 * A draft that saves itself a moment after each change. One save runs at a time; what changed meanwhile goes with the
 * next. After a conflict nothing is sent until the person has chosen to load the newer state.
 */
export function useDraft(first: Draft): DraftHandle {
  const [draft, setDraft] = useState(first);
  const [local, setLocal] = useState<Local>({ content: first.content, settings: first.settings });
  const [saving, setSaving] = useState<Saving>('saved');
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const latest = useRef({
    local,
    version: first.version,
    dirtyContent: false,
    dirtySettings: false,
    busy: false,
    conflict: false,
  });

  const save = useCallback(async () => {
    const at = latest.current;
    if (at.busy || (!at.dirtyContent && !at.dirtySettings)) return;
    const sent = at.local;
    const body = {
      version: at.version,
      content: at.dirtyContent ? sent.content : undefined,
      settings: at.dirtySettings ? sent.settings : undefined,
    };
    const before = { content: at.dirtyContent, settings: at.dirtySettings };
    at.busy = true;
    at.dirtyContent = false;
    at.dirtySettings = false;
    setSaving('saving');
    try {
      const answer = await api.send<Draft>('PATCH', `/plans/drafts/${first.id}`, body);
      at.version = answer.version;
      setDraft(answer);
      setProblem(null);
      if (at.local === sent) {
        at.local = { content: answer.content, settings: answer.settings };
        setLocal(at.local);
        setSaving('saved');
      } else {
        setSaving('waiting');
      }
    } catch (fault) {
      at.dirtyContent ||= before.content;
      at.dirtySettings ||= before.settings;
      if (!(fault instanceof ProblemError)) throw fault;
      at.conflict = fault.status === 409;
      setProblem(fault);
      setSaving('failed');
    } finally {
      at.busy = false;
    }
  }, [first.id]);

  useEffect(() => {
    if (saving !== 'waiting') return undefined;
    const timer = setTimeout(() => void save(), pauseMs);
    return () => clearTimeout(timer);
  });

  const change = useCallback((next: Local, part: 'dirtyContent' | 'dirtySettings') => {
    latest.current.local = next;
    latest.current[part] = true;
    setLocal(next);
    if (!latest.current.conflict) setSaving('waiting');
  }, []);

  return {
    draft,
    ...local,
    saving,
    problem,
    changeContent: (edit) => {
      const at = latest.current.local;
      change({ ...at, content: edit(at.content) }, 'dirtyContent');
    },
    changeSettings: (edit) => {
      const at = latest.current.local;
      change({ ...at, settings: edit(at.settings) }, 'dirtySettings');
    },
    retry: () => {
      setProblem(null);
      setSaving('waiting');
    },
    reload: async () => {
      const answer = await api.get<Draft>(`/plans/drafts/${first.id}`);
      const next = { content: answer.content, settings: answer.settings };
      latest.current = {
        local: next,
        version: answer.version,
        dirtyContent: false,
        dirtySettings: false,
        busy: false,
        conflict: false,
      };
      setDraft(answer);
      setLocal(next);
      setProblem(null);
      setSaving('saved');
    },
  };
}
