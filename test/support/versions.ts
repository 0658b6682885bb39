import { randomUUID } from 'node:crypto';
import type { Graph } from '../../domain/process/types.ts';
import type { Db } from '../../prisma/client.ts';
import { toJson } from '../../prisma/json.ts';
import { graphHash } from '../../prisma/repositories/definitions.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { definitionText, type TestCounty } from './county.ts';

/** The edits of a text, each of which must find its place. */
export function edited(text: string, ...edits: [from: string, to: string][]): string {
  return edits.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`the text does not contain ${from}`);
    return now.replace(from, to);
  }, text);
}

const SIGN = 'duban:kind="SIGN" duban:holder="memberUnit" duban:due="opened+5wd"';

/** Edits of the measure's lifecycle. */
export const edits = {
  /** Three working days for signing instead of five. */
  shortSigning: [SIGN, SIGN.replace('5wd', '3wd')] as [string, string],
  /** The responsible leader reviews each report after the office. */
  leaderReview: [
    '<bpmn:sequenceFlow id="reviewAccepted" name="通过" sourceRef="reviewed" targetRef="periodEnds" />',
    `<bpmn:userTask id="leaderReview" name="领导审核" duban:kind="REVIEW" duban:holder="responsibleLeader"
      duban:due="opened+5wd" duban:reviews="report" duban:outcomes="ACCEPTED,RETURNED" />
    <bpmn:sequenceFlow id="reviewAccepted" name="通过" sourceRef="reviewed" targetRef="leaderReview" />
    <bpmn:sequenceFlow id="leaderReviewed" sourceRef="leaderReview" targetRef="periodEnds" />`,
  ] as [string, string],
  /** The plan of a measure is drawn up by the office. */
  officePlans: ['duban:kind="PLAN" duban:holder="coordinator"', 'duban:kind="PLAN" duban:holder="office"'] as [
    string,
    string,
  ],
};

/** Publishes the measure's lifecycle with some edits as its next version. @returns the version's number and id. */
export async function publishNext(
  db: Db,
  county: TestCounty,
  ...changes: [from: string, to: string][]
): Promise<{ definitionId: string; version: number; id: string }> {
  const bpmnXml = edited(definitionText('measure-lifecycle.bpmn'), ...changes);
  const id = await db.$transaction((tx) =>
    publishDefinition(tx, county.id, { key: 'measureLifecycle', name: '措施全过程', bpmnXml }),
  );
  const { definitionId, version } = await db.definitionVersion.findUniqueOrThrow({ where: { id } });
  return { definitionId, version, id };
}

/** Publishes a graph as another version of the definition that version `like` belongs to. @returns the version's id. */
export async function publishGraph(db: Db, like: string, version: number, graph: Graph): Promise<string> {
  const row = await db.definitionVersion.findUniqueOrThrow({ where: { id: like } });
  const id = randomUUID();
  await db.definitionVersion.create({
    data: { ...row, id, version, graph: toJson(graph), graphHash: graphHash(graph) },
  });
  return id;
}
