import { daysBetween, yearOf } from '../../domain/day.ts';
import type { DigestContent, DigestLine, MailLanguage } from '../../domain/notices/content.ts';
import type { MailTemplate } from '../../domain/notices/mailTemplate.ts';
import { OUTLIVES_ITEM } from '../../domain/notices/state.ts';
import type { Tx } from '../client.ts';
import type { County, Digest } from '../generated/client.ts';
import { businessDayIn, type CountyDay, countyDayOf } from './clock.ts';
import { readUrgentGaps } from './deliveryGaps.ts';
import { loadDueDates } from './dueEntries.ts';
import { type DueColumns, latenessOf } from './lateness.ts';
import { mailTemplateInUse } from './mailTemplates.ts';
import { groupBy } from './standings.ts';
import { STEP_NAME } from './stepNames.ts';

/**
 * What digests say, read at the moment of sending: items done meanwhile are left out. Some at a time, in as many
 * statements as one alone would need.
 *
 * @returns them in the order of the ids; null for one that is gone, its notices claimed anew with another.
 */
export async function loadDigests(db: Tx, ids: string[]): Promise<(DigestContent | null)[]> {
  const heads = await readHeads(db, ids);
  const lines = groupBy(await readLines(db, ids), (line) => line.digestId);
  const counties = await db.county.findMany({ where: { id: { in: [...new Set(heads.map((one) => one.countyId))] } } });
  const county = new Map<string, { row: County; now: CountyDay }>();
  for (const row of counties) county.set(row.id, { row, now: await countyDayOf(db, row) });
  const templates = await templatesOf(db, heads);
  const dates = await loadDueDates(
    db,
    heads.map(({ id, personId }) => ({ id, personId, lines: lines.get(id) ?? [] })),
  );
  const contents = new Map<string, DigestContent>();
  for (const head of heads) {
    const of = county.get(head.countyId);
    if (!of) continue;
    const content = await contentOf(db, head, of, lines.get(head.id) ?? []);
    const template = templates.get(templateKey(head));
    const calendar = dates.get(head.id);
    if (template && calendar) contents.set(head.id, { ...content, template, dates: calendar });
  }
  return ids.map((id) => contents.get(id) ?? null);
}

interface Head extends Pick<Digest, 'id' | 'countyId' | 'personId' | 'day' | 'messageId'> {
  name: string;
  email: string | null;
  addressFailed: boolean;
  language: MailLanguage;
  /** Whether the person holds a post of the office on the day. */
  office: boolean;
}

function readHeads(db: Tx, ids: string[]): Promise<Head[]> {
  return db.$queryRaw<Head[]>`
    SELECT d.id, d."countyId", d."personId", d.day, d."messageId", p.name, p.email,
      p."mailFailedOn" IS NOT NULL AS "addressFailed",
      EXISTS (SELECT 1 FROM "PostHolding" h JOIN "Post" o ON o.id = h."postId" WHERE h."personId" = d."personId"
        AND o.kind = 'OFFICE' AND h."fromDay" <= d.day AND (h."toDay" IS NULL OR h."toDay" >= d.day)) AS office,
      CASE p.language WHEN 'en' THEN 'en' ELSE 'zh' END AS language
    FROM "Digest" d JOIN "Person" p ON p.id = d."personId" WHERE d.id = ANY(${ids})`;
}

interface Line extends Omit<DigestLine, 'daysLeft' | 'late' | 'overdueWorkingDays'> {
  digestId: string;
  open: boolean;
  /** Where its due day has passed: most lines need no such columns. */
  passed: DueColumns | null;
}

async function readLines(db: Tx, ids: string[]): Promise<Line[]> {
  const rows = await db.$queryRaw<Line[]>`
    SELECT n."digestId", n."workItemId", n."escalationId", n.kind AS "noticeKind", n.reason, n."onBehalfOf", n."passedBecause", n."insteadOf", n."heldOn", w.kind, ${STEP_NAME} AS "stepName",
      p.title AS "planTitle", coalesce(m.title, i.title) AS "measureTitle", u.name AS "unitName", w.round, w."dueOn",
      w.state IN ('OPEN', 'PREPARED') AS open,
      CASE WHEN w."dueOn" < d.day THEN jsonb_build_object('openedOn', w."openedOn", 'dueOn', w."dueOn", 'ladderUpTo',
        w."ladderUpTo", 'frozen', w.frozen, 'carriedDays', w."carriedDays", 'planId', w."planId", 'unitId', w."unitId")
      END AS passed
    FROM "Notice" n JOIN "Digest" d ON d.id = n."digestId" JOIN "WorkItem" w ON w.id = n."workItemId" JOIN "ProcessInstance" i ON i.id = w."instanceId"
      LEFT JOIN "Plan" p ON p.id = w."planId" LEFT JOIN "Measure" m ON m.id = w."measureId"
      LEFT JOIN "WorkItem" v ON v.id = w."reviewsId" LEFT JOIN "Unit" u ON u.id = coalesce(v."unitId", w."unitId")
    WHERE n."digestId" = ANY(${ids}) AND n."withdrawnOn" IS NULL
    ORDER BY p.title, w."dueOn" NULLS LAST, m.number NULLS FIRST, n.kind, n.id`;
  return rows.filter((row) => row.open || OUTLIVES_ITEM.test(row.noticeKind));
}

const templateKey = ({ countyId, language }: Head) => `${countyId}|${language}`;

async function templatesOf(db: Tx, heads: Head[]): Promise<Map<string, MailTemplate>> {
  const templates = new Map<string, MailTemplate>();
  for (const head of new Map(heads.map((one) => [templateKey(one), one])).values()) {
    templates.set(templateKey(head), await mailTemplateInUse(db, head.countyId, head.language));
  }
  return templates;
}

async function contentOf(
  db: Tx,
  { id, messageId, day, personId, name, email, addressFailed, language, office }: Head,
  { row: county, now }: { row: County; now: CountyDay },
  lines: Line[],
): Promise<Omit<DigestContent, 'template' | 'dates'>> {
  const asOfDay = { ...now, today: day };
  const { coveredYears } = asOfDay.calendar;
  return {
    ...{ id, messageId, day },
    today: businessDayIn(county),
    rehearsal: county.businessDate !== null,
    uncoveredYears: [...new Set(lines.flatMap(({ dueOn }) => (dueOn === null ? [] : [yearOf(dueOn)])))]
      .filter((year) => !coveredYears.has(year))
      .sort((a, b) => a - b),
    countyName: county.name,
    person: { id: personId, name, email, addressFailed, language },
    gaps: office ? await readUrgentGaps(db, county.id, day) : [],
    lines: lines.map((line) => lineOn(line, asOfDay)),
  };
}

/** A line as it stands on the day of its digest. What is done is neither due nor late any more. */
function lineOn({ digestId: _, open, passed, ...said }: Line, asOfDay: CountyDay): DigestLine {
  const daysLeft = open && said.dueOn !== null ? daysBetween(asOfDay.today, said.dueOn) : null;
  if (!open || passed === null) return { ...said, daysLeft, late: false, overdueWorkingDays: 0 };
  const { late, overdueDays } = latenessOf(passed, asOfDay);
  return { ...said, daysLeft, late, overdueWorkingDays: overdueDays };
}
