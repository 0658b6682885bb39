import type { RunDetail as DetailRow, RunRow } from '../../prisma/repositories/processRunReads.ts';
import type { Run, RunDetail } from './schema.ts';

export function presentRun(row: RunRow): Run {
  const { id, name, version, note, startedBy, startedOn, instances, running } = row;
  const { endedBy, endedOn, endReason } = row;
  return {
    ...{ id, name, version, note, startedBy, startedOn, instances, running },
    byItself: row.triggerIds.length > 0,
    occasion: row.occasionDay === null ? null : { day: row.occasionDay, note: row.occasionNote ?? '' },
    plan: { id: row.planId, title: row.planTitle, kind: row.planKind },
    instruction:
      row.instructedByPostId === null
        ? null
        : { deadlineOn: row.deadlineOn ?? '', measure: { id: row.measureId, title: row.measureTitle } },
    ended: endedBy !== null && endedOn !== null ? { by: endedBy, on: endedOn, reason: endReason ?? '' } : null,
  };
}

export function presentRunDetail(row: DetailRow): RunDetail {
  return { ...presentRun(row), bpmnXml: row.bpmnXml, parts: row.parts, can: { end: row.mayEnd } };
}
