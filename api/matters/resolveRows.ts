import type { UserMessage } from '../../domain/errors.ts';
import { defaultGroupChoice } from '../../domain/launch.ts';
import type { ListColumn, PrintedRow } from '../../domain/matters/list.ts';
import { PERSON } from '../../domain/names/matchLeader.ts';
import type { AssignmentRole } from '../../domain/parties.ts';
import type { Day } from '../../domain/process/types.ts';
import { readDeadline } from '../../importer/dates.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import { resolveLeaders, resolveUnits } from '../plans/names.ts';
import type { LeaderResolution, UnitResolution } from '../plans/schema.ts';
import type { ReadRows } from './schema.ts';

type ReadRow = ReadRows['rows'][number];
type Fault = ReadRow['faults'][number];

/** Rows of a list with its names and days as the county knows them; what is not understood is a fault of its cell. */
export function resolveRows(printed: readonly PrintedRow[], facts: LaunchFacts, today: Day): ReadRow[] {
  const naming = printed.map(({ lead, responsible, supporting, leader }) => ({
    ...{ leadUnits: lead, responsibleUnits: responsible, supportingUnits: supporting },
    leaders: leader === '' ? [] : [leader],
  }));
  const units = new Map(resolveUnits(naming, facts).map((found) => [found.name, found]));
  const leaders = new Map(resolveLeaders(naming, facts).map((found) => [found.name, found]));
  return printed.map((row) => resolveRow(row, { facts, units, leaders, today }));
}

interface Known {
  facts: LaunchFacts;
  units: ReadonlyMap<string, UnitResolution>;
  leaders: ReadonlyMap<string, LeaderResolution>;
  today: Day;
}

const unitColumns: ['lead' | 'responsible' | 'supporting', AssignmentRole][] = [
  ['lead', 'LEAD'],
  ['responsible', 'RESPONSIBLE'],
  ['supporting', 'SUPPORTING'],
];

function resolveRow(row: PrintedRow, known: Known): ReadRow {
  const faults: Fault[] = [];
  const fault = (column: ListColumn, message: UserMessage) => faults.push({ column, message });
  if (row.title === '') fault('title', { zh: '没有写事项', en: 'It does not say what it is about' });
  const units = unitColumns.flatMap(([column, role]) =>
    row[column].flatMap((name) => {
      const found = unitsOf(known.units.get(name), known.facts);
      if ('zh' in found) {
        fault(column, found);
        return [];
      }
      return found.map((unit) => ({ unit, role }));
    }),
  );
  const leader = row.leader === '' ? null : leaderOf(row.leader, known);
  if (leader !== null && 'zh' in leader) fault('leader', leader);
  const deadline = deadlineOf(row.deadline, known.today);
  if (deadline !== null && typeof deadline !== 'string') fault('deadline', deadline);
  return {
    ...{ line: row.line, title: row.title, demand: row.demand, units, faults },
    leader: leader !== null && 'postId' in leader ? leader : null,
    deadlineOn: typeof deadline === 'string' ? deadline : null,
  };
}

function unitsOf(found: UnitResolution | undefined, facts: LaunchFacts): { id: string; name: string }[] | UserMessage {
  const name = found?.name ?? '';
  if (found?.kind === 'group') {
    const ids = new Set(membersOf(found, facts));
    const members = facts.units.filter((unit) => ids.has(unit.id)).map((unit) => ({ id: unit.id, name: unit.name }));
    if (members.length > 0) return members;
    return {
      zh: `“${name}”指哪些单位不清楚，请逐个写出`,
      en: `It is not known which units “${name}” are; name them one by one`,
    };
  }
  const unit = facts.units.find(({ id }) => id === found?.matchId);
  return unit ? [{ id: unit.id, name: unit.name }] : unclear(name, found?.candidates.map((one) => one.name) ?? []);
}

function membersOf({ name, matchId }: UnitResolution, { groups, units }: LaunchFacts): string[] {
  const group = groups.find(({ id }) => id === matchId);
  if (group) return group.memberIds;
  const townships = defaultGroupChoice(name).members === 'allTownships';
  return townships ? units.filter((unit) => unit.kind === 'TOWNSHIP').map((unit) => unit.id) : [];
}

function leaderOf(name: string, { facts, leaders }: Known): { postId: string; name: string } | UserMessage {
  const found = leaders.get(name);
  const post = facts.leaderPosts.find(({ id }) => id === found?.matchId);
  if (post) return { postId: post.id, name: post.personName };
  const candidates = found?.candidates.filter(({ id }) => !id.startsWith(PERSON)).map((one) => one.name) ?? [];
  return unclear(name, candidates);
}

function unclear(name: string, candidates: string[]): UserMessage {
  if (candidates.length === 0) {
    return { zh: `本县没有“${name}”，请改为本县名称`, en: `This county has no “${name}”; write it as the county does` };
  }
  const few = candidates.slice(0, 3);
  return {
    zh: `“${name}”不能确定，可能是：${few.join('、')}；请写全称`,
    en: `“${name}” may be ${few.join(', ')}; write the full name`,
  };
}

/** A day; null where there is none to keep (nothing said, or 长期); a fault where it is not understood or has passed. */
function deadlineOf(printed: string, today: Day): Day | null | UserMessage {
  if (printed === '') return null;
  const { date, kind } = readDeadline(printed.normalize('NFKC'), printed, Number(today.slice(0, 4)));
  if (date === null) {
    if (kind === 'longTerm') return null;
    return { zh: `看不懂时限“${printed}”，请写成 2020-06-30`, en: `“${printed}” is no day; write it as 2020-06-30` };
  }
  if (date >= today) return date;
  return { zh: `时限 ${date} 已经过去`, en: `${date} has passed` };
}
