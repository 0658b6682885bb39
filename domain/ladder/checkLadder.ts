import type { InputProblem, UserMessage } from '../errors.ts';
import { type Ladder, type Rung, rungGroups } from './types.ts';

const messages = {
  empty: { zh: '至少需要一级', en: 'A ladder needs at least one rung' },
  opening: { zh: '须为不小于0的整数个工作日', en: 'Must be a whole number of working days, 0 or more' },
  twice: { zh: '同一级重复出现', en: 'The rung appears twice' },
  whole: { zh: '须为整数个工作日', en: 'Must be a whole number of working days' },
  before: { zh: '提醒须在到期日或之前', en: 'A reminder stands on or before the due day' },
  after: { zh: '催办及以上须在逾期之后', en: 'Urging and above stand after the due day' },
  order: { zh: '各级须由轻到重，时间依次推后', en: 'Rungs stand mildest first, each later than the one before' },
  audience: { zh: '至少需要一个通知对象', en: 'Somebody must be told' },
  approval: { zh: '该级必须经批准', en: 'This rung needs an approval' },
  listed: { zh: '须为不小于1的整数，且在上一级之后', en: 'Must be whole, 1 or more, and after the rung before' },
} satisfies Record<string, UserMessage>;

/** Groups that never go out by themselves: a signed order, a talk, a referral. */
const ALWAYS_APPROVED: readonly string[] = ['SUPERVISE', 'TALK', 'REFER'];

/** Everything that keeps a ladder from being used; empty where it is sound. Pointers are JSON pointers into it. */
export function checkLadder(ladder: Ladder): InputProblem[] {
  const problems: InputProblem[] = [];
  if (ladder.rungs.length === 0) problems.push({ pointer: '/rungs', message: messages.empty });
  if (!Number.isInteger(ladder.earliestAfterOpening) || ladder.earliestAfterOpening < 0) {
    problems.push({ pointer: '/earliestAfterOpening', message: messages.opening });
  }
  const keys = new Set<string>();
  ladder.rungs.forEach((rung, index) => {
    const report = (field: string, message: UserMessage) =>
      problems.push({ pointer: `/rungs/${index}${field}`, message });
    if (keys.has(rung.key)) report('/key', messages.twice);
    keys.add(rung.key);
    checkRung(rung, ladder.rungs[index - 1], report);
  });
  return problems;
}

function checkRung(
  rung: Rung,
  previous: Rung | undefined,
  report: (field: string, message: UserMessage) => void,
): void {
  const reminder = rung.group === 'REMIND';
  if (!Number.isInteger(rung.offset)) report('/offset', messages.whole);
  else if (reminder && rung.offset > 0) report('/offset', messages.before);
  else if (!reminder && rung.offset < 1) report('/offset', messages.after);
  if (previous && (rung.offset <= previous.offset || groupIndex(rung) < groupIndex(previous))) {
    report('/offset', messages.order);
  }
  if (rung.audience.length === 0) report('/audience', messages.audience);
  if (ALWAYS_APPROVED.includes(rung.group) && rung.needsApproval === null) report('/needsApproval', messages.approval);
  if (rung.listedBefore !== undefined && !listingFits(rung, previous)) report('/listedBefore', messages.listed);
}

function listingFits(rung: Rung, previous: Rung | undefined): boolean {
  const days = rung.listedBefore ?? 0;
  return Number.isInteger(days) && days >= 1 && (!previous || rung.offset - days > previous.offset);
}

function groupIndex(rung: Rung): number {
  return rungGroups.indexOf(rung.group);
}
