import type { DefinitionEvent as StoredEvent } from '../../prisma/repositories/definitionReads.ts';
import type { LocalText } from '../common/schema.ts';
import { timelineText } from '../common/timeline.ts';
import { dataNames } from '../common/trail/dataText.ts';
import type { DefinitionEvent } from './schema.ts';

type Data = Record<string, unknown>;

/**
 * Who did what to a definition, latest first. A drawing saves itself after each change: what one person changed on one
 * day, with nothing else in between, is one line.
 */
export function presentTrail(events: StoredEvent[]): DefinitionEvent[] {
  const runs: StoredEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    const later = run?.[0];
    if (run !== undefined && later !== undefined && isSave(event) && isSave(later) && isOfOneHand(event, later))
      run.push(event);
    else runs.push([event]);
  }
  return runs.flatMap((run) => {
    const [last] = run;
    return last === undefined ? [] : [presentEvent(last, together(run.map(({ data }) => data as Data).reverse()))];
  });
}

function presentEvent(event: StoredEvent, data: Data): DefinitionEvent {
  return {
    id: String(event.id),
    at: event.at.toISOString(),
    businessDay: event.businessDay,
    person: event.personName,
    text: timelineText({ kind: event.kind, unitName: null, itemKind: null, stepName: null, planKind: null, data }),
  };
}

/** Neither the beginning of a version nor a file that took the place of what was drawn. */
const isSave = ({ kind, data }: StoredEvent) =>
  kind === 'DEFINITION_CHANGED' && !('basedOn' in (data as Data)) && !('fromFile' in (data as Data));

const isOfOneHand = (one: StoredEvent, other: StoredEvent) =>
  one.personName === other.personName && one.businessDay === other.businessDay;

/** Several changes as one, the earliest first: what was added and removed again is neither. */
function together(all: Data[]): Data {
  const [first, ...rest] = all;
  if (first === undefined || rest.length === 0) return first ?? {};
  const [added, changed, removed] = [
    new Map<string, LocalText>(),
    new Map<string, LocalText>(),
    new Map<string, LocalText>(),
  ];
  for (const data of all) {
    for (const name of dataNames(data.added)) if (!removed.delete(name.zh)) added.set(name.zh, name);
    for (const name of dataNames(data.changed)) if (!added.has(name.zh)) changed.set(name.zh, name);
    for (const name of dataNames(data.removed)) {
      changed.delete(name.zh);
      if (!added.delete(name.zh)) removed.set(name.zh, name);
    }
  }
  const told = all.some((data) => 'added' in data);
  return {
    ...Object.assign({}, ...all),
    ...{ firstRevision: first.revision },
    ...(told ? { added: [...added.values()], changed: [...changed.values()], removed: [...removed.values()] } : {}),
  };
}
