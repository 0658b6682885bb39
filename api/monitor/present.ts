import { type Day, daysBetween } from '../../domain/day.ts';
import { faultsOf, type InstanceFacts } from '../../domain/monitoring.ts';
import type { MailFailureRow } from '../../prisma/repositories/mailFailures.ts';
import type { InstanceRow } from '../../prisma/repositories/monitorList.ts';
import type { MailFailure, Monitored } from './schema.ts';

/** What failed is said as the log has it: it is for administrators. */
export function presentMonitored(row: InstanceRow, facts: InstanceFacts | undefined, today: Day): Monitored {
  const { createdAt, faulty, mayCancel, ...told } = row;
  return {
    ...told,
    daysLeft: row.dueOn === null ? null : daysBetween(today, row.dueOn),
    begunAt: createdAt.toISOString(),
    faults: facts === undefined ? [] : faultsOf(facts),
  };
}

/** A workflow in Temporal's own pages. */
export function workflowUrl(uiUrl: string | null, namespace: string, workflowId: string): string | null {
  return uiUrl === null
    ? null
    : `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}

/** The log's words are left out where they are only the name of the cause. */
export function presentMailFailure({ lastError, ...row }: MailFailureRow): MailFailure {
  return { ...row, detail: lastError === row.cause ? null : lastError };
}
