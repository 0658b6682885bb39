import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameValue } from '../../../domain/sameValue.ts';
import type { Draft, MeasureDraft } from '../../data/types.ts';
import { type Doubt, doubtsOf, nextDoubt } from './doubts.ts';
import * as edits from './edits.ts';
import { leaderChoice } from './leaderChoice.ts';
import type { ReviewActions } from './reviewActions.ts';
import type { DraftHandle } from './useDraft.ts';

/** Which measures are shown, and in which order. */
export type View = 'doubtsFirst' | 'document' | 'doubts' | 'open';

/** Where the keyboard is to go next: the head of a measure, or one of its fields. */
export interface Target {
  id: string;
  field: string | null;
}

function newId(): string {
  return crypto.randomUUID();
}

/** What one can do with the measures of a draft; the same functions as long as the page stands. */
function useActions(
  handle: DraftHandle,
  choose: (id: string | null) => void,
  set: {
    hover: ReviewActions['hover'];
    select: ReviewActions['select'];
    unselect: () => void;
    split: (id: string | null) => void;
  },
): ReviewActions {
  const { t } = useTranslation();
  const now = useRef({ handle, choose, set, t });
  now.current = { handle, choose, set, t };
  return useMemo((): ReviewActions => {
    const text = () => now.current.handle.draft.document.text;
    const edit: DraftHandle['edit'] = (change) => now.current.handle.edit(change);
    return {
      hover: (id) => now.current.set.hover(id),
      choose: (id) => now.current.choose(id),
      select: (id) => now.current.set.select(id),
      accept: (ids, accepted) => edit((old) => edits.changeMeasures(old, ids, (measure) => ({ ...measure, accepted }))),
      patch: (id, change) =>
        edit((old) =>
          edits.changeMeasures(old, new Set([id]), (measure) => withChecked({ ...measure, ...change }, change)),
        ),
      settle: (id, field) =>
        edit((old) =>
          edits.changeMeasures(old, new Set([id]), (measure) => ({
            ...measure,
            checked: [...new Set([...(measure.checked ?? []), field])],
          })),
        ),
      decideName: (part, printed, choice) => {
        now.current.handle.decide(decision(part, printed, choice, now.current.handle));
      },
      remove: (ids) => {
        edit((old) => edits.removeMeasures(old, ids));
        now.current.set.unselect();
      },
      move: (id, by) => edit((old) => edits.moveMeasure(old, id, by)),
      join: (ids) => {
        edit((old) => edits.joinMeasures(old, ids));
        now.current.set.unselect();
      },
      askSplit: (id) => now.current.set.split(id),
      split: (id, at) => {
        const second = newId();
        edit((old) => edits.splitMeasure(old, id, at, text(), second));
        now.current.set.split(null);
        now.current.choose(second);
      },
      add: (after, range) => {
        const id = newId();
        const passage = range === undefined ? '' : text().slice(range.start, range.end);
        const title = edits.titleOf(passage) || now.current.t('draft.newMeasure');
        edit((old) => edits.addMeasure(old, { id, title, source: range === undefined ? [] : [range] }, after));
        now.current.choose(id);
      },
      bulk: (ids, change) => edit((old) => edits.changeMeasures(old, ids, (one) => edits.bulkChange(one, change))),
    };
  }, []);
}

/** A field that somebody has written in is no longer in doubt. */
function withChecked(measure: MeasureDraft, change: Partial<MeasureDraft>): MeasureDraft {
  const fields = new Set<string>([...edits.parties, 'title', 'deadline']);
  const written = Object.keys(change).filter((field) => fields.has(field));
  return written.length === 0
    ? measure
    : { ...measure, checked: [...new Set([...(measure.checked ?? []), ...written])] };
}

/** The same lists as before where nothing in them has changed, so that cards need not be drawn again. */
function useDoubts(draft: Draft, content: Draft['content']): ReadonlyMap<string, Doubt[]> {
  const kept = useRef<ReadonlyMap<string, Doubt[]>>(new Map());
  return useMemo(() => {
    const next = [...doubtsOf(draft, content)].map(([id, doubts]) => {
      const before = kept.current.get(id);
      return [id, before !== undefined && sameValue(before, doubts) ? before : doubts] as const;
    });
    kept.current = new Map(next);
    return kept.current;
  }, [draft, content]);
}

function decision(
  part: 'units' | 'groups' | 'leaders',
  printed: string,
  choice: Parameters<ReviewActions['decideName']>[2],
  { settings, draft }: Pick<DraftHandle, 'settings' | 'draft'>,
): Parameters<DraftHandle['decide']>[0] {
  if (part === 'leaders') {
    const leader = draft.resolution.leaders.find((one) => one.name === printed);
    const made = { printed: leader?.printed ?? { name: printed, title: '' } };
    return { leaders: { [printed]: leaderChoice(made, choice?.id ?? null, printed) } };
  }
  const proposed = settings.groups[printed];
  if (part === 'groups') {
    const unknown = { members: [], pending: true };
    return { groups: { [printed]: choice === null ? unknown : (proposed ?? unknown) } };
  }
  return {
    units: { [printed]: choice === null ? { create: { name: printed, kind: 'DEPARTMENT' } } : { use: choice.id } },
  };
}

/** The state of the review page beside the draft itself. */
export function useReview(handle: DraftHandle, chosen: string | null, onChoose: (id: string | null) => void) {
  const { draft, content } = handle;
  const [hovered, setHovered] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [splitting, setSplitting] = useState<string | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const doubts = useDoubts(draft, content);
  const [view, setView] = useState<View>('doubtsFirst');
  // What was doubtful or open when the view was chosen: nothing jumps away while it is being mended.
  const [snapshot, setSnapshot] = useState<ReadonlySet<string>>(() => new Set(doubts.keys()));
  const select = useCallback(
    (id: string) =>
      setSelected((old) => (old.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set([...old, id]))),
    [],
  );
  const unselect = useCallback(() => setSelected(new Set()), []);
  const actions = useActions(handle, onChoose, { hover: setHovered, select, unselect, split: setSplitting });
  const shown = useMemo(() => {
    const numbered = content.measures.map((measure, index) => ({ measure, number: index + 1 }));
    if (view === 'document') return numbered;
    const first = numbered.filter(({ measure }) => snapshot.has(measure.id));
    return view === 'doubtsFirst' ? [...first, ...numbered.filter(({ measure }) => !snapshot.has(measure.id))] : first;
  }, [content.measures, view, snapshot]);
  const goTo = (doubt: Doubt | null) => {
    if (doubt === null) return;
    onChoose(doubt.measureId);
    setTarget({ id: doubt.measureId, field: doubt.field });
  };
  return {
    ...{ doubts, shown, actions, hovered, selected, unselect, splitting, target, view },
    setSplitting,
    setTarget,
    selectAll: () => setSelected(new Set(shown.map(({ measure }) => measure.id))),
    changeView: (next: View) => {
      const open = content.measures.filter((measure) => measure.accepted !== true).map((measure) => measure.id);
      setSnapshot(new Set(next === 'open' ? open : doubts.keys()));
      setView(next);
    },
    toDoubt: (by: 1 | -1) => goTo(nextDoubt(content, doubts, chosen, by)),
  };
}

export type Review = ReturnType<typeof useReview>;
