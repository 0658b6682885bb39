import { addDays } from './anyPlan.ts';
import type { Session } from './client.ts';
import type { Day } from './conduct.ts';

interface Draft {
  version: number;
  content: {
    plan: { issuedOn: Day | null };
    measures: { title: string; deadline: { text: string; kind: string; date: Day | null } }[];
  };
  findings: { pointer: string; severity: string; message: { en: string } }[];
}

/**
 * Imports a document, settles what the office must settle before a launch (deadlines that have passed), and launches
 * it: on the business date, or on the day after it was issued where that is later.
 */
export async function launchThroughApi(
  office: Session,
  fileName: string,
  bytes: Uint8Array,
): Promise<{ planId: string; launchedOn: Day }> {
  const { id } = await office.upload<{ id: string }>('/plans/import', fileName, bytes);
  let draft = await office.get<Draft>(`/plans/drafts/${id}`);
  const { businessDate } = await office.get<{ businessDate: Day }>('/clock');
  const issuedOn = draft.content.plan.issuedOn ?? businessDate;
  const launchedOn = issuedOn < businessDate ? businessDate : addDays(issuedOn, 1);
  if (launchedOn > businessDate) await office.send('PUT', '/clock', { businessDate: launchedOn });
  if (draft.content.measures.some((measure) => hasPassed(measure.deadline.date, launchedOn))) {
    const yearEnd = `${Number(launchedOn.slice(0, 4)) + 1}-12-31`;
    const measures = draft.content.measures.map((measure) =>
      hasPassed(measure.deadline.date, launchedOn)
        ? { ...measure, deadline: { ...measure.deadline, kind: 'date', date: yearEnd } }
        : measure,
    );
    draft = await office.send('PATCH', `/plans/drafts/${id}`, {
      version: draft.version,
      content: { ...draft.content, measures },
    });
  }
  const errors = draft.findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((one) => `${one.pointer}: ${one.message.en}`).join('\n'));
  const { planId } = await office.send<{ planId: string }>('POST', `/plans/drafts/${id}/launch`, {
    businessDate: launchedOn,
  });
  return { planId, launchedOn };
}

function hasPassed(date: Day | null, today: Day): boolean {
  return date !== null && date < today;
}
