import { gapPage, gapWords } from '../../domain/notices/gaps.ts';
import { type Backlog, readBacklog, readUndeliverable } from '../../prisma/repositories/boardReads.ts';
import { readCalendarCoverage } from '../../prisma/repositories/calendarReads.ts';
import { readDeliveryGaps } from '../../prisma/repositories/deliveryGaps.ts';
import {
  countEscalations,
  type EscalationFilter,
  type EscalationRow,
  listEscalations,
} from '../../prisma/repositories/escalationReads.ts';
import { countLetters, listLetters, maySign } from '../../prisma/repositories/letterReads.ts';
import { countStates } from '../../prisma/repositories/monitorList.ts';
import { everyRow, type Paging } from '../../prisma/repositories/paging.ts';
import { listPlans, type PlanRow } from '../../prisma/repositories/planReads.ts';
import { countWorkItems, listWorkItems } from '../../prisma/repositories/workItemReads.ts';
import type { PostKind } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { presentEscalation } from '../escalations/present.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { presentLetterRow } from '../letters/present.ts';
import { type Actor, holdsKind } from '../policies/actor.ts';
import { signedIn } from '../policies/index.ts';
import { presentWorkItem } from '../workItems/present.ts';
import { type Board, board } from './schema.ts';

type EscalationState = Board['escalationsToday'][number]['state'];

/** Of several posts the one whose page a person opens first. */
const ORDER: readonly PostKind[] = ['OFFICE', 'CHIEF_LEADER', 'LEADER', 'DISCIPLINE', 'UNIT_HEAD', 'LIAISON', 'ADMIN'];
const MOST_WAITING = 20;

export const boardRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/board',
    tag: 'board',
    summary: { zh: '首页', en: 'The first page' },
    policy: signedIn,
    answer: board,
    handle: ({ deps, actor }) => readBoard(deps, actor),
  }),
];

async function readBoard(deps: AppDeps, actor: Actor): Promise<Board> {
  const { db } = deps;
  const role = ORDER.find((kind) => holdsKind(actor, kind)) ?? null;
  const keeper = holdsKind(actor, 'OFFICE', 'ADMIN');
  const waiting = await listWorkItems(db, actor, { mine: true, state: 'open', limit: MOST_WAITING });
  const today = await listEscalations(db, actor, { reachedOn: actor.businessDay, limit: MOST_WAITING });
  const drafted = await everyEscalation(db, actor, { state: 'DRAFTED' });
  const deciding = drafted.filter(({ may }) => may.approve || may.sign);
  const talks = await everyEscalation(db, actor, { rung: 'TALK', state: 'APPROVED', unfinished: true });
  const decided = new Set(deciding.map(({ letterId }) => letterId));
  const drafts = await everyRow((paging) => listLetters(db, actor, { state: 'DRAFT', ...paging }));
  const undeliverable = keeper ? await readUndeliverable(db, actor) : [];
  const gaps = keeper ? await readDeliveryGaps(db, actor.countyId, actor.businessDay) : [];
  const counted =
    role === 'ADMIN'
      ? await administratorTiles(
          deps,
          actor,
          gaps.filter(({ kind }) => kind === 'VACANT_POST').length,
          undeliverable.length,
        )
      : await tiles(db, actor);
  return {
    role,
    businessDate: actor.businessDay,
    tiles: counted,
    deciding: deciding.map((row) => presentEscalation(row)),
    receiving: (await received(db, actor)).map((row) => presentEscalation(row)),
    talks: talks.filter(({ may }) => may.talk).map((row) => presentEscalation(row)),
    signing: drafts
      .filter((letter) => maySign(actor, letter) && !decided.has(letter.id))
      .map((letter) => presentLetterRow(letter, actor)),
    waiting: waiting.items.map((item) => presentWorkItem(item, actor)),
    escalationsToday: today.items.map((row) => presentEscalation(row)),
    more: { waiting: waiting.nextCursor !== null, escalationsToday: today.nextCursor !== null },
    undeliverable,
    gaps: gaps.map((gap) => ({ what: gapWords(gap), detail: gap.detail, link: gapPage(gap) })),
  };
}

/** What the caller may do is known of each row only, so none is left out before it is asked. */
function everyEscalation(db: Db, actor: Actor, filter: Omit<EscalationFilter, keyof Paging>): Promise<EscalationRow[]> {
  return everyRow((paging) => listEscalations(db, actor, { ...filter, ...paging }));
}

/** Copies and referrals that the caller signs for or says what came of. */
async function received(db: Db, actor: Actor): Promise<EscalationRow[]> {
  if (!holdsKind(actor, 'DISCIPLINE', 'CHIEF_LEADER')) return [];
  const found = [
    ...(await everyEscalation(db, actor, { rung: 'COPY', state: 'SENT' })),
    ...(await everyEscalation(db, actor, { rung: 'REFER', state: 'APPROVED' })),
    ...(await everyEscalation(db, actor, { state: 'ACKNOWLEDGED', unfinished: true })),
  ];
  return found.filter(({ may, outcome }) => may.acknowledge || (may.recordOutcome && outcome === null));
}

type Tile = Board['tiles'][number];
type Db = AppDeps['db'];

function tile(key: string, zh: string, en: string, count: number, link: string): Tile {
  return { key, label: { zh, en }, count, link };
}

/** Each count opens the list that it counts. */
async function tiles(db: Db, actor: Actor): Promise<Tile[]> {
  const [mine, overdue] = [
    await countWorkItems(db, actor, { mine: true, state: 'open' }),
    await countWorkItems(db, actor, { mine: true, state: 'open', overdue: true }),
  ];
  const plans = await everyRow((paging) => listPlans(db, actor, paging));
  const red = plans.reduce((sum, plan) => sum + plan.counts.red, 0);
  const yellow = plans.reduce((sum, plan) => sum + plan.counts.yellow, 0);
  return [
    tile('mine', '我的待办', 'Waiting for me', mine, '/todo'),
    tile('overdue', '我的逾期', 'Overdue with me', overdue, '/items?mine=true&overdue=true'),
    ...(holdsKind(actor, 'OFFICE') ? await officeTiles(db, actor) : []),
    ...(holdsKind(actor, 'OFFICE', 'LEADER', 'CHIEF_LEADER')
      ? [
          await escalationTile(db, actor, 'talks', '待决定的约谈', 'Talks to decide', {
            state: 'DRAFTED',
            rung: 'TALK',
          }),
          await escalationTile(db, actor, 'referrals', '待决定的移送', 'Referrals to decide', {
            state: 'DRAFTED',
            rung: 'REFER',
          }),
          await escalationTile(db, actor, 'sent', '已抄送', 'Copied', { state: 'SENT', rung: 'COPY' }),
        ]
      : []),
    ...(holdsKind(actor, 'DISCIPLINE')
      ? [
          await escalationTile(db, actor, 'copied', '待签收的抄送', 'Copies to acknowledge', {
            state: 'SENT',
            rung: 'COPY',
          }),
          await escalationTile(db, actor, 'referred', '待签收的移送', 'Referrals to acknowledge', {
            state: 'APPROVED',
            rung: 'REFER',
          }),
          await escalationTile(db, actor, 'acknowledged', '已签收', 'Acknowledged', { state: 'ACKNOWLEDGED' }),
        ]
      : []),
    tile('red', '红灯措施', 'Red measures', red, planLink(plans, 'red')),
    tile('yellow', '黄灯措施', 'Yellow measures', yellow, planLink(plans, 'yellow')),
  ];
}

/** A count of escalations whose link opens the list with the same filter. */
async function escalationTile(
  db: Db,
  actor: Actor,
  key: string,
  zh: string,
  en: string,
  filter: { state: EscalationState; rung?: string },
): Promise<Tile> {
  const link = `/escalations?${new URLSearchParams(filter)}`;
  return tile(key, zh, en, await countEscalations(db, actor, filter), link);
}

async function officeTiles(db: Db, actor: Actor): Promise<Tile[]> {
  const backlog = await readBacklog(db, actor);
  const unanswered = await countLetters(db, actor, { waiting: 'overdue' });
  const reviews = await countWorkItems(db, actor, { mine: true, state: 'open', kind: 'REVIEW' });
  const extensions = await countWorkItems(db, actor, { mine: true, state: 'open', kind: 'EXTEND' });
  return [
    tile('review', '待审核', 'To review', reviews, '/items?mine=true&kind=REVIEW'),
    tile('extensions', '待审批延期', 'Extensions to decide', extensions, '/items?mine=true&kind=EXTEND'),
    tile('sign', '待签发文书', 'Letters to sign', backlog.letters, '/letters?state=DRAFT'),
    tile('unanswered', '逾期未回复文书', 'Letters with an overdue answer', unanswered, '/letters?waiting=overdue'),
    await escalationTile(db, actor, 'listed', '即将抄送', 'Copies about to go out', { state: 'LISTED' }),
    tile('unassigned', '待明确牵头单位', 'Without a lead unit', backlog.unassigned, '/items?state=open&kind=ASSIGN'),
    tile('drafts', '方案草稿', 'Drafts', backlog.drafts, '/plans'),
    tile('clauses', '待安排事项', 'Clauses to arrange', backlog.clauses, '/plans'),
    ...definitionsTile(backlog),
    ...unitChangesTile(backlog),
    ...deadlinesTile(backlog),
  ];
}

async function administratorTiles(
  { db, engine }: AppDeps,
  actor: Actor,
  vacant: number,
  undeliverable: number,
): Promise<Tile[]> {
  const backlog = await readBacklog(db, actor);
  const { stuck } = await countStates(db, actor, (await engine.look(actor.countyId))?.lost ?? []);
  const { missingFor } = await readCalendarCoverage(db, actor);
  return [
    tile('stuck', '停滞的流程', 'Stuck processes', stuck, '/monitor/processes?state=STUCK'),
    tile('undeliverable', '邮件未送达', 'Mail not delivered', undeliverable, '/organisation/people'),
    tile('vacant', '无人在任的岗位', 'Vacant posts', vacant, '/organisation/posts'),
    tile('calendar', '缺少节假日的年份', 'Years without holidays', missingFor.length, '/calendar'),
    ...definitionsTile(backlog),
    ...unitChangesTile(backlog),
    ...laddersTile(backlog),
  ];
}

/** Rare enough to be shown only where there is one, as are those below. */
function definitionsTile({ definitions }: Backlog): Tile[] {
  if (definitions === 0) return [];
  return [tile('definitions', '待审批的流程', 'Processes to approve', definitions, '/definitions?draft=IN_REVIEW')];
}

function unitChangesTile({ unitChanges }: Backlog): Tile[] {
  if (unitChanges === 0) return [];
  return [tile('unitChanges', '未能生效的单位变更', 'Changes of units not made', unitChanges, '/organisation/units')];
}

function laddersTile({ ladders }: Backlog): Tile[] {
  if (ladders === 0) return [];
  return [tile('ladders', '未能生效的升级规则', 'Ladders not changed', ladders, '/ladders')];
}

function deadlinesTile({ deadlines }: Backlog): Tile[] {
  if (deadlines === 0) return [];
  return [tile('deadlines', '未能生效的时限调整', 'Deadlines not changed', deadlines, '/plans')];
}

/** The register of the only plan that has such measures, or the list of plans. */
function planLink(plans: readonly PlanRow[], light: 'red' | 'yellow'): string {
  const having = plans.filter((plan) => plan.counts[light] > 0);
  const [only] = having;
  return having.length === 1 && only ? `/plans/${only.id}/measures?light=${light}` : '/plans';
}
