import type { Candidate, Draft, Finding, ImportContent, MeasureDraft, Words } from '../../data/types.ts';
import { parties } from './edits.ts';

/** Something about one field of one measure that nobody is sure of. */
export interface Doubt {
  measureId: string;
  field: string;
  severity: Finding['severity'];
  message: Words;
  /** Where it is about what a printed name means: what it may be; of groups the one whose members are proposed. */
  name?: { part: 'units' | 'groups' | 'leaders'; printed: string; candidates: Candidate[] };
}

/** The doubts of each measure, as the server found them and nobody has settled since, in the order of the fields. */
export function doubtsOf(draft: Draft, content: ImportContent): ReadonlyMap<string, Doubt[]> {
  const found = new Map<string, Doubt[]>();
  const known = new Map(content.measures.map((measure) => [measure.id, measure]));
  const add = (doubt: Doubt) => {
    const measure = known.get(doubt.measureId);
    if (measure === undefined || isSettled(measure, doubt)) return;
    found.set(doubt.measureId, [...(found.get(doubt.measureId) ?? []), doubt]);
  };
  for (const finding of draft.findings) {
    const [, index, field = 'title'] = /^\/content\/measures\/(\d+)(?:\/(\w+))?$/.exec(finding.pointer) ?? [];
    const measureId = index === undefined ? undefined : draft.content.measures[Number(index)]?.id;
    if (measureId !== undefined) add({ measureId, field, severity: finding.severity, message: finding.message });
  }
  for (const doubt of nameDoubts(draft, content)) add(doubt);
  return found;
}

/** A name that nobody has decided about is a doubt wherever it stands. */
function nameDoubts(draft: Draft, content: ImportContent): Doubt[] {
  const open = draft.findings.flatMap(({ pointer, severity, message }) => {
    const [, part, printed] = /^\/settings\/(units|groups|leaders)\/(.+)$/s.exec(pointer) ?? [];
    const rows = part === 'leaders' ? draft.resolution.leaders : draft.resolution.units;
    const row = rows.find((one) => one.name === printed);
    if (severity !== 'error' || printed === undefined || row?.verdict !== 'likely') return [];
    return [
      {
        severity,
        message,
        name: {
          part: part as 'units' | 'groups' | 'leaders',
          printed,
          candidates: part === 'groups' ? row.candidates.slice(0, 1) : row.candidates,
        },
      },
    ];
  });
  if (open.length === 0) return [];
  return content.measures.flatMap((measure) =>
    parties.flatMap((field) =>
      open
        .filter(
          ({ name }) => (name.part === 'leaders') === (field === 'leaders') && measure[field].includes(name.printed),
        )
        .map((doubt): Doubt => ({ ...doubt, measureId: measure.id, field })),
    ),
  );
}

/** How many there are to settle: a name is decided once, in however many measures it stands. */
export function countDoubts(doubts: ReadonlyMap<string, Doubt[]>): number {
  const all = [...doubts.values()].flat();
  const names = new Set(all.flatMap(({ name }) => (name === undefined ? [] : [`${name.part}/${name.printed}`])));
  return names.size + all.filter(({ name }) => name === undefined).length;
}

/** An error is settled by mending it alone; a doubt of the reader also by saying that it is right as it is. */
function isSettled(measure: MeasureDraft, { field, severity, name }: Doubt): boolean {
  if (severity === 'error' || name !== undefined) return false;
  return measure.accepted === true || (measure.checked ?? []).includes(field);
}

/** The next (or the previous) measure with a doubt, going round; null where there is none. */
export function nextDoubt(
  content: ImportContent,
  doubts: ReadonlyMap<string, Doubt[]>,
  from: string | null,
  by: 1 | -1,
): Doubt | null {
  const ids = content.measures.map((measure) => measure.id);
  const at = from === null ? (by === 1 ? -1 : 0) : ids.indexOf(from);
  for (let step = 1; step <= ids.length; step += 1) {
    const id = ids[(((at + by * step) % ids.length) + ids.length) % ids.length];
    const first = id === undefined ? undefined : doubts.get(id)?.[0];
    if (first !== undefined) return first;
  }
  return null;
}
