import { sameValue as same } from './sameValue.ts';

/** Joins what two people did to the same draft at the same time, measure by measure. */

export interface DraftLike {
  plan: object;
  measures: { id: string }[];
}

type MeasureOf<C extends DraftLike> = C['measures'][number];

/** A measure that both have changed: theirs stands in the draft, `mine` is kept aside. */
export interface Conflict<M> {
  id: string;
  /** Null where I have removed it. */
  mine: M | null;
  /** Null where they have removed it. */
  theirs: M | null;
}

export interface Merged<C extends DraftLike> {
  content: C;
  conflicts: Conflict<MeasureOf<C>>[];
}

/**
 * Three-way merge. A measure that only one side has touched is taken from that side; one that both have changed
 * differently stays as they left it and is reported. The order of the measures is mine where I have moved any. Of the
 * plan's own fields, those are mine that I have changed; everything else is theirs unless only I have changed it.
 *
 * @param base What both began with.
 */
export function mergeDrafts<C extends DraftLike>(base: C, mine: C, theirs: C): Merged<C> {
  const conflicts: Conflict<MeasureOf<C>>[] = [];
  const byId = ({ measures }: C) => new Map<string, MeasureOf<C>>(measures.map((measure) => [measure.id, measure]));
  const [before, own, other] = [byId(base), byId(mine), byId(theirs)];
  const settle = (id: string): MeasureOf<C> | undefined => {
    const [was, here, there] = [before.get(id), own.get(id), other.get(id)];
    if (same(here, there)) return here;
    if (same(was, here)) return there;
    if (!same(was, there)) conflicts.push({ id, mine: here ?? null, theirs: there ?? null });
    return same(was, there) ? here : there;
  };
  const measures = orderOf(base, mine, theirs).flatMap((id) => settle(id) ?? []);
  return {
    content: { ...rest(base, mine, theirs), plan: fields(base.plan, mine.plan, theirs.plan), measures },
    conflicts,
  };
}

/** Ids of both sides in one order: newcomers stand behind what they stood behind. */
function orderOf(base: DraftLike, mine: DraftLike, theirs: DraftLike): string[] {
  const [before, own, other] = [base, mine, theirs].map((draft) => draft.measures.map(({ id }) => id)) as [
    string[],
    string[],
    string[],
  ];
  const [known, kept] = [new Set(before), new Set(own)];
  const moved = !same(
    before.filter((id) => kept.has(id)),
    own.filter((id) => known.has(id)),
  );
  const [first, second] = moved ? [own, other] : [other, own];
  const placed = new Set(first);
  const order = [...first];
  let previous: string | undefined;
  for (const id of second) {
    if (!placed.has(id)) order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
    placed.add(id);
    previous = id;
  }
  return order;
}

function rest<C extends object>(base: C, mine: C, theirs: C): C {
  return fields(base, mine, theirs, (was, here, there) => (same(was, here) || !same(was, there) ? there : here));
}

/** Each field from the side that changed it; where both did, `settle` says. */
function fields<T extends object>(
  base: T,
  mine: T,
  theirs: T,
  settle: (was: unknown, here: unknown, there: unknown) => unknown = (was, here, there) =>
    same(was, here) ? there : here,
): T {
  const [was, here, there] = [base, mine, theirs].map((one) => new Map<string, unknown>(Object.entries(one)));
  const keys = new Set([...(there?.keys() ?? []), ...(here?.keys() ?? [])]);
  const entries = [...keys].map((key) => [key, settle(was?.get(key), here?.get(key), there?.get(key))]);
  return Object.fromEntries(entries) as T;
}
