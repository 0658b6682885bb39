import { useState } from 'react';
import { defaultLadder } from '../../../domain/ladder/defaultLadder.ts';
import { rungLabelOf } from '../../../domain/ladder/labels.ts';
import { type Rearming, type RungGroup, rungGroups } from '../../../domain/ladder/types.ts';
import { useSend } from '../../data/hooks.ts';
import type { LadderPreview, LadderRow, LadderRules, LadderSaved } from '../../data/types.ts';

type Rung = LadderRules['rungs'][number];
/** A rung that the ladder has, or that it may take up again. */
export interface EditedRung extends Rung {
  used: boolean;
}

/** The ladder's rungs in its order; shipped ones that it leaves out stand unused where their day would be. */
function edited({ rungs }: LadderRules): EditedRung[] {
  const all = rungs.map((rung): EditedRung => ({ ...rung, used: true }));
  for (const shipped of defaultLadder.rungs) {
    if (all.some((rung) => rung.key === shipped.key)) continue;
    const later = all.findIndex(({ group, offset }) => group === shipped.group && offset > shipped.offset);
    all.splice(later < 0 ? placeFor(shipped.group, all) : later, 0, { ...shipped, used: false });
  }
  return all;
}

function placeFor(group: RungGroup, rungs: EditedRung[]): number {
  return 1 + rungs.findLastIndex((rung) => rungGroups.indexOf(rung.group) <= rungGroups.indexOf(group));
}

/** One more rung of a group, after the last of it, with a number that none has. */
function withAnother(rungs: EditedRung[], group: RungGroup): EditedRung[] {
  const model = rungs.findLast((rung) => rung.group === group) ?? defaultLadder.rungs.find((r) => r.group === group);
  if (!model) return rungs;
  let number = 2;
  while (rungs.some((rung) => rung.key === `${group}_${number}`)) number += 1;
  const key = `${group}_${number}` as const;
  const added = { ...model, key, label: rungLabelOf(key), offset: model.offset + 1, used: true };
  const place = placeFor(group, rungs);
  return [...rungs.slice(0, place), added, ...rungs.slice(place)];
}

/** A ladder under edit. Any change forgets the preview: what is saved is what was looked at. */
export function useLadderEdit(start: LadderRow, why: string, onSaved: (answer: LadderSaved) => void) {
  const [name, setName] = useState(start.name);
  const [rungs, setRungs] = useState(() => edited(start.ladder));
  const [earliest, setEarliest] = useState(start.ladder.earliestAfterOpening);
  const [reason, setReason] = useState(why);
  /** From when on it counts; null at once. */
  const [fromDay, setFromDay] = useState<string | null>(null);
  const look = useSend<LadderPreview>();
  const save = useSend<LadderSaved>(onSaved);
  const [rearmsOn, setRearmsOn] = useState<Rearming[]>(start.ladder.rearmsOn ?? ['extension']);
  const [stopsWhilePrepared, setStops] = useState(start.ladder.stopsWhilePrepared ?? false);
  const used = rungs.filter((rung) => rung.used);
  const body = () => ({
    name: name.trim(),
    ...(fromDay === null ? {} : { fromDay }),
    ladder: {
      earliestAfterOpening: earliest,
      ...{ rearmsOn, stopsWhilePrepared },
      rungs: used.map(({ used: _, label: __, group: ___, action: ____, needsApproval: _____, ...rung }) => rung),
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
    ...{ name, rungs, used, earliest, rearmsOn, stopsWhilePrepared, reason, setReason, fromDay },
    setFromDay: changed(setFromDay),
    setRearmsOn: changed(setRearmsOn),
    setStops: changed(setStops),
    add: changed((group: RungGroup) => setRungs(withAnother(rungs, group))),
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
