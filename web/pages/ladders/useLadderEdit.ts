import { useState } from 'react';
import { defaultLadder } from '../../../domain/ladder/defaultLadder.ts';
import { useSend } from '../../data/hooks.ts';
import type { LadderPreview, LadderRow, LadderRules, LadderSaved } from '../../data/types.ts';

type Rung = LadderRules['rungs'][number];
/** A rung that the ladder has, or that it may take up again. */
export interface EditedRung extends Rung {
  used: boolean;
}

/** Every rung that there is, in order; those that the ladder leaves out stand unused with their shipped days. */
function edited({ rungs }: LadderRules): EditedRung[] {
  return defaultLadder.rungs.map((shipped) => {
    const own = rungs.find((rung) => rung.key === shipped.key);
    return { ...(own ?? shipped), used: own !== undefined };
  });
}

/** A ladder under edit. Any change forgets the preview: what is saved is what was looked at. */
export function useLadderEdit(start: LadderRow, why: string, onSaved: (answer: LadderSaved) => void) {
  const [name, setName] = useState(start.name);
  const [rungs, setRungs] = useState(() => edited(start.ladder));
  const [earliest, setEarliest] = useState(start.ladder.earliestAfterOpening);
  const [reason, setReason] = useState(why);
  const look = useSend<LadderPreview>();
  const save = useSend<LadderSaved>(onSaved);
  const used = rungs.filter((rung) => rung.used);
  const body = () => ({
    name: name.trim(),
    ladder: {
      earliestAfterOpening: earliest,
      rungs: used.map(({ key, offset, audience, listedBefore }) => ({ key, offset, audience, listedBefore })),
    },
  });
  const changed = <T>(set: (value: T) => void) => {
    return (value: T) => {
      look.reset();
      save.reset();
      set(value);
    };
  };
  return {
    ...{ name, rungs, used, earliest, reason, setReason },
    setName: changed(setName),
    setEarliest: changed(setEarliest),
    setRung: changed((next: EditedRung) => setRungs(rungs.map((rung) => (rung.key === next.key ? next : rung)))),
    preview: look.data,
    looking: look.isPending,
    saving: save.isPending,
    problem: look.error ?? save.error,
    look: () => look.mutate({ path: '/ladders/preview', body: body() }),
    save: () => {
      if (!look.data) return;
      save.mutate({ path: '/ladders', body: { ...body(), reason: reason.trim(), version: look.data.version } });
    },
  };
}

export type LadderEdit = ReturnType<typeof useLadderEdit>;
