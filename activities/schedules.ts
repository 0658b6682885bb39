import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { workflowIds } from '../workflows/messages.ts';

/**
 * One Temporal Schedule a county starts the daily round at 00:10 of its zone. In a rehearsal it is paused: there the
 * rounds come with the clock.
 */
export async function ensureSchedules(
  client: Client,
  taskQueue: string,
  counties: { id: string; zone: string }[],
  options: { paused: boolean },
): Promise<void> {
  for (const county of counties) {
    try {
      await client.schedule.create({
        scheduleId: workflowIds.dailyRound(county.id),
        spec: { calendars: [{ hour: 0, minute: 10 }], timezone: county.zone },
        policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: '1 day' },
        state: { paused: options.paused },
        action: {
          type: 'startWorkflow',
          workflowType: 'dailyRound',
          taskQueue,
          args: [{ countyId: county.id }],
        },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
