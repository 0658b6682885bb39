import type { Tx } from '../client.ts';

/** Plans whose workflows are still to be started. */
export async function plansToRollOut(db: Tx): Promise<{ id: string; countyId: string }[]> {
  return db.plan.findMany({ where: { state: 'LAUNCHING' }, select: { id: true, countyId: true } });
}

export async function finishPlanRollout(db: Tx, planId: string): Promise<void> {
  await db.plan.updateMany({ where: { id: planId, state: 'LAUNCHING' }, data: { state: 'RUNNING' } });
}

/** Ids of all running instances of a county whose workflow should exist. */
export async function runningInstances(db: Tx, countyId: string): Promise<string[]> {
  const rows = await db.processInstance.findMany({ where: { countyId, status: 'RUNNING' }, select: { id: true } });
  return rows.map((row) => row.id);
}

export async function counties(db: Tx): Promise<{ id: string; zone: string }[]> {
  return db.county.findMany({ select: { id: true, zone: true } });
}
