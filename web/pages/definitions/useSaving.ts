import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, currentLanguage } from '../../data/api.ts';
import { ProblemError } from '../../data/client.ts';
import { useSession } from '../../data/session.tsx';
import type { Definition, DefinitionFinding, SavedDraft } from '../../data/types.ts';

const pauseMs = 900;
/** Between two tries while the server cannot be reached. */
const tryAgainMs = 10_000;

/** What this browser keeps of a drawing until the server has it. */
interface Kept {
  revision: number;
  bpmnXml: string;
  name: string;
}

function readKept(key: string): Kept | null {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function writeKept(key: string, kept: Kept | null): void {
  try {
    if (kept === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store must not stop anyone from drawing.
  }
}

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed';

export interface SavingHandle {
  /** What to draw first: the server's text, or the one kept here that it never received. */
  first: Kept;
  restored: boolean;
  name: string;
  revision: number;
  findings: DefinitionFinding[];
  saving: Saving;
  problem: ProblemError | null;
  change: (change: Partial<Pick<Kept, 'bpmnXml' | 'name'>>) => void;
  retry: () => void;
  /** After a conflict: what is drawn here replaces what somebody else saved. */
  overwrite: () => void;
  /** After a conflict: what is drawn here is dropped. */
  drop: () => void;
}

/**
 * A draft that saves itself a moment after each change and is kept in this browser until the server has it, so that a
 * closed tab loses nothing. One save runs at a time; while the server cannot be reached it is tried again by itself, and
 * after a conflict nothing is sent until the person has chosen.
 */
export function useSaving(definition: Definition): SavingHandle {
  const { user } = useSession();
  const key = `duban.definition.${user.id}.${definition.id}`;
  const [begun] = useState(() => begin(key, definition));
  const [name, setName] = useState(begun.first.name);
  const [findings, setFindings] = useState(definition.findings);
  const [saving, setSaving] = useState<Saving>(begun.restored ? 'waiting' : 'saved');
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [revision, setRevision] = useState(begun.first.revision);
  const queries = useQueryClient();
  const at = useRef({
    now: begun.first,
    busy: false,
    conflict: null as number | null,
    unanswered: null as Kept | null,
  });

  const save = useCallback(async () => {
    const state = at.current;
    if (state.busy) return;
    const sent = state.now;
    state.busy = true;
    setSaving('saving');
    try {
      const answer = await api.send<SavedDraft>('PUT', `/definitions/${definition.id}/draft`, sent);
      const unchanged = state.now === sent;
      state.now = { ...state.now, revision: answer.revision };
      writeKept(key, unchanged ? null : state.now);
      // Who leaves the page and comes back goes on with what was saved, not with what was loaded before.
      queries.setQueryData<Definition>(
        ['get', `/definitions/${definition.id}`, currentLanguage()],
        (loaded) => loaded && withSaved(loaded, sent, answer),
      );
      setRevision(answer.revision);
      setFindings(answer.findings);
      setProblem(null);
      setSaving(unchanged ? 'saved' : 'waiting');
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      const latest = fault.details.revision;
      if (fault.code === 'UNREACHABLE') state.unanswered = sent;
      if (fault.code === 'STALE_VERSION' && typeof latest === 'number') {
        if (await isThere(definition.id, state.unanswered)) {
          state.unanswered = null;
          state.now = { ...state.now, revision: latest };
          setSaving('waiting');
          return;
        }
        state.conflict = latest;
      }
      setProblem(fault);
      setSaving('failed');
    } finally {
      state.busy = false;
    }
  }, [definition.id, key, queries]);

  useEffect(() => {
    if (saving !== 'waiting') return undefined;
    const timer = setTimeout(() => void save(), pauseMs);
    return () => clearTimeout(timer);
  });

  const unreached = saving === 'failed' && problem?.code === 'UNREACHABLE';
  useEffect(() => {
    if (!unreached) return undefined;
    const again = () => setSaving('waiting');
    const timer = setTimeout(again, tryAgainMs);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [unreached]);

  const store = (next: Kept) => {
    at.current.now = next;
    writeKept(key, next);
    if (at.current.conflict === null) setSaving('waiting');
  };
  return {
    ...begun,
    ...{ name, revision, findings, saving, problem },
    change: (change) => {
      if (change.name !== undefined) setName(change.name);
      store({ ...at.current.now, ...change });
    },
    retry: () => {
      setProblem(null);
      setSaving('waiting');
    },
    overwrite: () => {
      const latest = at.current.conflict;
      at.current.conflict = null;
      setProblem(null);
      store({ ...at.current.now, revision: latest ?? at.current.now.revision });
    },
    drop: () => {
      writeKept(key, null);
      window.location.reload();
    },
  };
}

/** Whether the server has what was sent and never answered: then the newer revision is nobody else's. */
async function isThere(id: string, unanswered: Kept | null): Promise<boolean> {
  if (unanswered === null) return false;
  const there = await api.get<Definition>(`/definitions/${id}`).catch(() => null);
  return there !== null && there.bpmnXml === unanswered.bpmnXml && there.name === unanswered.name;
}

function withSaved(loaded: Definition, { bpmnXml, name }: Kept, { revision, findings }: SavedDraft): Definition {
  return { ...loaded, bpmnXml, name, findings, draft: loaded.draft && { ...loaded.draft, revision } };
}

function begin(key: string, definition: Definition): { first: Kept; restored: boolean } {
  const server: Kept = {
    revision: definition.draft?.revision ?? 1,
    bpmnXml: definition.bpmnXml ?? '',
    name: definition.name,
  };
  const kept = readKept(key);
  if (kept === null || (kept.bpmnXml === server.bpmnXml && kept.name === server.name)) {
    return { first: server, restored: false };
  }
  return { first: kept, restored: true };
}
