import type { Cast } from './cast.ts';
import { type Session, settled } from './client.ts';
import type { Conduct, Day, OpenEscalation, OpenItem } from './conduct.ts';

export interface Play {
  planId: string;
  from: Day;
  to: Day;
  cast: Cast;
  conduct: Conduct;
  /** Is told of each day on which somebody acts. */
  dayDone(day: Day, actions: number): void;
}

/** What only the play sees: copies that stood listed to the office when it looked in. */
export interface Seen {
  listed: { day: Day; unit: string; kind: string; goesOutOn: Day }[];
}

/** Sessions at work at once. */
const PARALLEL = 4;
const LETTERS_AT_ONCE = 200;

/** Lives through the days: moves the clock to each day on which somebody acts or looks in, and lets them act. */
export async function playYear(play: Play): Promise<Seen> {
  const office = await play.cast.as('office');
  const done = new Set<string>();
  const seen: Seen = { listed: [] };
  for (let day = play.from; ; ) {
    let actions = 0;
    let items = await openItems(office, play.planId);
    for (let due = dueOn(play, items, done, day); due.length > 0; due = dueOn(play, items, done, day)) {
      actions += due.length;
      await handIn(play, due, done);
      await settled(office);
      items = await openItems(office, play.planId);
    }
    actions += await decideAll(play, day, seen);
    play.dayDone(day, actions);
    if (day >= play.to) return seen;
    day = nextDay(play, items, done, day);
    await office.send('PUT', '/clock', { businessDate: day });
  }
}

function openItems(office: Session, planId: string): Promise<OpenItem[]> {
  return office.list(`/work-items?state=open&planId=${planId}`);
}

function dueOn({ conduct }: Play, items: OpenItem[], done: Set<string>, day: Day): OpenItem[] {
  return items.filter((item) => {
    const on = done.has(item.id) ? null : conduct.actOn(item);
    return on !== null && on <= day;
  });
}

function nextDay({ conduct, to }: Play, items: OpenItem[], done: Set<string>, day: Day): Day {
  const planned = items.map((item) => (done.has(item.id) ? null : conduct.actOn(item)));
  const later = [...conduct.stops, ...planned].filter((one): one is Day => one !== null && one > day && one < to);
  return later.sort()[0] ?? to;
}

/** Everybody hands in what they have, several people side by side, each one thing after the other. */
async function handIn({ cast, conduct }: Play, due: OpenItem[], done: Set<string>): Promise<void> {
  const byHolder = new Map<string, OpenItem[]>();
  // Sheets first: they carry their unit's reports.
  const ordered = [...due].sort((a, b) => Number(b.kind === 'SHEET') - Number(a.kind === 'SHEET'));
  for (const item of ordered) byHolder.set(holderOf(item), [...(byHolder.get(holderOf(item)) ?? []), item]);
  const queue = [...byHolder.values()];
  const work = async () => {
    for (let items = queue.pop(); items; items = queue.pop()) {
      for (const item of items) {
        if (done.has(item.id)) continue;
        done.add(item.id);
        const ready = new Set(items.map((one) => one.id).filter((id) => !done.has(id)));
        for (const id of await handInOne(cast, conduct, item, ready)) done.add(id);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

function holderOf({ holder, unit }: OpenItem): string {
  return `${holder.kind} ${holder.post?.holder?.name ?? unit?.name}`;
}

/** @returns ids of the reports that went with a sheet. */
async function handInOne(cast: Cast, conduct: Conduct, item: OpenItem, ready: Set<string>): Promise<string[]> {
  const actor = await actorOf(cast, item);
  if (item.reviews) {
    const verdict = conduct.returned(item);
    await actor.send('POST', `/work-items/${item.id}/${verdict ? 'return' : 'accept'}`, {
      ...(verdict ? { reason: verdict.reason, dueOn: verdict.dueOn } : { text: '属实' }),
    });
    return [];
  }
  if (item.kind === 'SHEET') return handInSheet(actor, conduct, item, ready);
  const text = textOf(item);
  if (item.kind === 'COMPLETE' && item.unit) {
    const liaison = await cast.liaison(item.unit.name);
    await liaison.send('POST', `/work-items/${item.id}/prepare`, { text });
  }
  await actor.send('POST', `/work-items/${item.id}/submit`, { text });
  return [];
}

interface SheetDetail {
  sheet: { reports: { id: string }[]; inputs: { measureId: string; measureTitle: string }[] };
}

async function handInSheet(head: Session, conduct: Conduct, item: OpenItem, ready: Set<string>): Promise<string[]> {
  const { sheet } = await head.get<SheetDetail>(`/work-items/${item.id}`);
  const reports = sheet.reports.map((report) => report.id).filter((id) => ready.has(id));
  const gives = conduct.contributes(item.unit?.name ?? '');
  await head.send('POST', `/work-items/${item.id}/submit`, {
    text: textOf(item),
    fields: {
      rows: reports.map((workItemId) => ({ workItemId, text: '本期任务按计划推进，指标完成情况见台账。' })),
      inputs: gives
        ? sheet.inputs.map(({ measureId, measureTitle }) => ({ measureId, text: `已配合落实“${measureTitle}”。` }))
        : [],
    },
  });
  return reports;
}

function actorOf(cast: Cast, { holder, unit }: OpenItem): Promise<Session> {
  if (holder.kind === 'UNIT_HEAD') return cast.head(unit?.name ?? '');
  if (holder.kind === 'OFFICE') return cast.as('office');
  if (holder.kind === 'DISCIPLINE') return cast.as('discipline');
  return cast.person(holder.post?.holder?.name ?? '');
}

const TEXTS: Record<string, string> = {
  SIGN: '已签收，明确专人负责。',
  CONFIRM: '已核对本单位承担的任务，无异议。',
  PLAN: '已制定具体方案，分解到季度和责任人。',
  REPORT: '本期任务按计划推进，指标完成情况见台账。',
  SHEET: '本期报送表。',
  COMPLETE: '任务已完成，佐证材料齐备，申请销号。',
};

function textOf({ kind, round }: OpenItem): string {
  const text = TEXTS[kind] ?? '同意。';
  return round > 1 ? `${text}（已按退回意见补充）` : text;
}

/** Signs, approves, rejects and acknowledges what waits, each by the one to whom it belongs. */
async function decideAll({ planId, cast, conduct }: Play, day: Day, seen: Seen): Promise<number> {
  const office = await cast.as('office');
  const of = (query: string) => office.list<OpenEscalation>(`/escalations?planId=${planId}&${query}`);
  let decided = 0;
  const letters = new Map<Session, string[]>();
  const due = (escalation: OpenEscalation) => {
    const decision = conduct.decide(escalation);
    return decision && decision.on <= day ? decision : null;
  };
  for (const escalation of await of('state=DRAFTED')) {
    const decision = due(escalation);
    if (!decision) continue;
    decided += 1;
    const named = escalation.approver?.post?.holder?.name;
    const approver = named ? await cast.person(named) : office;
    if (decision.how === 'sign') letters.set(approver, [...(letters.get(approver) ?? []), escalation.letterId ?? '']);
    else await approver.send('POST', `/escalations/${escalation.id}/${decision.how}`, { reason: decision.reason });
  }
  for (const [signer, ids] of letters) await sign(signer, ids);
  const sent = [...(await of('rung=COPY&state=SENT')), ...(await of('rung=REFER&state=APPROVED'))];
  for (const escalation of sent) {
    const decision = due(escalation);
    if (!decision) continue;
    decided += 1;
    const discipline = await cast.as('discipline');
    await discipline.send('POST', `/escalations/${escalation.id}/acknowledge`, { receipt: decision.reason });
  }
  for (const { unit, kind, reachedOn } of await of('state=LISTED')) {
    seen.listed.push({ day, unit: unit?.name ?? '', kind, goesOutOn: reachedOn });
  }
  return decided;
}

/** Signs many at once, those that the page would let this person sign. */
async function sign(signer: Session, ids: string[]): Promise<void> {
  const drafts = await signer.list<{ id: string; can: { sign: boolean } }>('/letters?state=DRAFT');
  const mine = drafts.filter((letter) => letter.can.sign && ids.includes(letter.id)).map((letter) => letter.id);
  for (let first = 0; first < mine.length; first += LETTERS_AT_ONCE) {
    await signer.send('POST', '/letters/sign', { ids: mine.slice(first, first + LETTERS_AT_ONCE) });
  }
}
