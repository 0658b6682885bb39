import type { Graph } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { fromJson } from '../json.ts';

export interface VersionGraph {
  id: string;
  version: number;
  graph: Graph;
  graphHash: string;
}

const versions = new Map<string, VersionGraph>();

/** A version with its graph. Stored versions never change, so they are kept. */
export async function graphOf(tx: Tx, versionId: string): Promise<VersionGraph> {
  const known = versions.get(versionId);
  if (known) return known;
  const { id, version, graph, graphHash } = await tx.definitionVersion.findUniqueOrThrow({ where: { id: versionId } });
  const read = { id, version, graphHash, graph: fromJson<Graph>(graph) };
  versions.set(versionId, read);
  return read;
}
