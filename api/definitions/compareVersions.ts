import { DubanError } from '../../domain/errors.ts';
import { compareGraphs } from '../../domain/process/compare.ts';
import type { Graph } from '../../domain/process/types.ts';
import type { Db } from '../../prisma/client.ts';
import { readDefinition, readVersion } from '../../prisma/repositories/definitionReads.ts';
import type { Actor } from '../policies/actor.ts';
import { checkDraft } from './checkDraft.ts';
import type { Comparison } from './schema.ts';

type Side = 'draft' | number;

interface Drawn {
  label: string;
  bpmnXml: string;
  graph: Graph;
}

/**
 * What differs between two versions of a definition, or a version and the draft.
 *
 * @throws DubanError NOT_FOUND, DEFINITION_INVALID where the draft has errors: what it means is not known then.
 */
export async function compareVersions(
  db: Db,
  actor: Actor,
  id: string,
  { from, to }: { from: Side; to: Side },
): Promise<Comparison> {
  const before = await readSide(db, actor, id, from);
  const after = await readSide(db, actor, id, to);
  const shown = ({ label, bpmnXml }: Drawn) => ({ label, bpmnXml });
  return { from: shown(before), to: shown(after), changes: compareGraphs(before.graph, after.graph) };
}

async function readSide(db: Db, actor: Actor, id: string, side: Side): Promise<Drawn> {
  if (side !== 'draft') {
    const { bpmnXml, graph } = await readVersion(db, actor, id, side);
    return { label: `v${side}`, bpmnXml, graph };
  }
  const row = await readDefinition(db, actor, id);
  if (row.draft === null) {
    throw new DubanError('NOT_FOUND', { zh: '这个流程没有草稿', en: 'This definition has no draft' });
  }
  const { bpmnXml } = row.draft;
  const { graph } = await checkDraft(db, actor, row, bpmnXml);
  if (graph !== null) return { label: 'draft', bpmnXml, graph };
  throw new DubanError('DEFINITION_INVALID', {
    zh: '草稿还有错误，改正后才能比较',
    en: 'The draft has errors; put them right before comparing it',
  });
}
