import { faultsOf, type InstanceFacts } from '../../domain/monitoring.ts';
import type { InstanceRow } from '../../prisma/repositories/monitorReads.ts';
import type { Monitored } from './schema.ts';

/** What failed is said as the log has it: it is for administrators. */
export function presentMonitored(row: InstanceRow, facts: InstanceFacts | undefined): Monitored {
  const { id, name, version, versionId, subject, plan, measureId, status, active } = row;
  return {
    ...{ id, name, version, versionId, subject, plan, measureId, status, active },
    begunAt: row.createdAt.toISOString(),
    faults: facts === undefined ? [] : faultsOf(facts),
  };
}

/** A workflow in Temporal's own pages. */
export function workflowUrl(uiUrl: string | null, namespace: string, workflowId: string): string | null {
  return uiUrl === null
    ? null
    : `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
