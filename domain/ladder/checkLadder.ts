import type { InputProblem, UserMessage } from '../errors.ts';
import { type Ladder, type Rung, rungGroupOf, rungGroups } from './types.ts';

const messages = {
  empty: { zh: '至少需要一级', en: 'A ladder needs at least one rung' },
  opening: { zh: '须为不小于0的整数个工作日', en: 'Must be a whole number of working days, 0 or more' },
  twice: { zh: '同一级重复出现', en: 'The rung appears twice' },
  whole: { zh: '须为整数', en: 'Must be a whole number' },
  before: { zh: '提醒须在到期日或之前', en: 'A reminder stands on or before the due day' },
  after: { zh: '催办及以上须在逾期之后', en: 'Urging and above stand after the due day' },
  order: { zh: '各级须由轻到重，时间依次推后', en: 'Rungs stand mildest first, each later than the one before' },
  key: { zh: '级别编号与类别不符', en: 'The key does not fit the kind of rung' },
  share: { zh: '按办理时间比例只用于提醒，须为1至99', en: 'A share of the time is for reminders, from 1 to 99' },
  posts: { zh: '请选择要通知的岗位', en: 'Name the posts to be told' },
  signed: { zh: '文书须经签发', en: 'A letter needs a signature' },
  days: { zh: '须为不小于1的整数个工作日', en: 'Must be a whole number of working days, 1 or more' },
  deputy: { zh: '设了代批人，须规定审批时限', en: 'A deputy needs a time within which to decide' },
  unapproved: { zh: '该级不需批准', en: 'Nobody approves this rung' },
  audience: { zh: '至少需要一个通知对象', en: 'Somebody must be told' },
  robot: {
    zh: '单位群只用于直接通知承办单位的提醒和催办（不经签发）',
    en: 'The unit’s group is for reminders and urgings that tell the holder and need no signature',
  },
  approval: { zh: '该级必须经批准', en: 'This rung needs an approval' },
  workingDay: {
    zh: '先列示后发出的一级须在工作日发出，以便办公室审阅',
    en: 'What is listed to the office before it goes out waits for a working day',
  },
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

type Report = (field: string, message: UserMessage) => void;

function checkRung(rung: Rung, previous: Rung | undefined, report: Report): void {
  if (rungGroupOf(rung.key) !== rung.group) report('/key', messages.key);
  checkOffset(rung, report);
  if (previous && !standsAfter(rung, previous)) report('/offset', messages.order);
  if (rung.audience.length === 0) report('/audience', messages.audience);
  if (rung.audience.includes('post') !== (rung.posts ?? []).length > 0) report('/posts', messages.posts);
  if (rung.coolDown !== undefined && !isDays(rung.coolDown)) report('/coolDown', messages.days);
  if (rung.listedBefore !== undefined && !listingFits(rung, previous)) report('/listedBefore', messages.listed);
  if (rung.onDaysOff === true && rung.listedBefore !== undefined) report('/onDaysOff', messages.workingDay);
  if (rung.channels?.includes('robot') && !tellsTheUnit(rung)) report('/channels', messages.robot);
  checkApproval(rung, report);
}

/** What a unit's own group may hear of: neither what is still to be decided, nor what is said about it to others. */
function tellsTheUnit({ group, action, audience }: Rung): boolean {
  const mild = group === 'REMIND' || group === 'URGE';
  return mild && action === 'notify' && (audience.includes('holder') || audience.includes('unitHead'));
}

function checkOffset({ group, offset, unit }: Rung, report: Report): void {
  const reminder = group === 'REMIND';
  if (!Number.isInteger(offset)) report('/offset', messages.whole);
  else if (unit === 'share') {
    if (!reminder || offset < 1 || offset > 99) report('/offset', messages.share);
  } else if (reminder && offset > 0) report('/offset', messages.before);
  else if (!reminder && offset < 1) report('/offset', messages.after);
}

/** Milder rungs stand first, and among those that count in one unit the earlier. */
function standsAfter(rung: Rung, previous: Rung): boolean {
  if (groupIndex(rung) < groupIndex(previous)) return false;
  const sameUnit = (rung.unit ?? 'workingDays') === (previous.unit ?? 'workingDays');
  return !sameUnit || rung.offset > previous.offset;
}

function checkApproval(rung: Rung, report: Report): void {
  const { group, action, needsApproval, approverPostId, deputyPostId, approveWithin } = rung;
  if (action === 'letter' && needsApproval === null) report('/needsApproval', messages.signed);
  if (ALWAYS_APPROVED.includes(group) && needsApproval === null) report('/needsApproval', messages.approval);
  if (needsApproval === null && (approverPostId ?? deputyPostId ?? approveWithin) !== undefined) {
    report('/needsApproval', messages.unapproved);
  }
  if (approveWithin !== undefined && !isDays(approveWithin)) report('/approveWithin', messages.days);
  if (deputyPostId !== undefined && approveWithin === undefined) report('/approveWithin', messages.deputy);
}

function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1;
}

function listingFits(rung: Rung, previous: Rung | undefined): boolean {
  const days = rung.listedBefore ?? 0;
  return (
    Number.isInteger(days) && days >= 1 && (!previous || standsAfter({ ...rung, offset: rung.offset - days }, previous))
  );
}

function groupIndex(rung: Rung): number {
  return rungGroups.indexOf(rung.group);
}
