import { condition, continueAsNew, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { applyAll } from '../domain/process/interpreter.ts';
import type { NumberedEvent } from '../prisma/repositories/outbox.ts';
import { Inbox } from './inbox.ts';
import { eventsSignal, type InstanceArgs } from './messages.ts';

const { loadRun, loadGraph, commitStep } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** A run goes on as new from this many history events, so that no history grows with the life of its measure. */
export const HISTORY_BOUND = 500;

/**
 * The life of one process instance: the driver of the interpreter on Temporal. It waits for events, lets the
 * interpreter take a step, and commits the step. What it knows is in rows: a new run begins from the row.
 */
export async function measureLifecycle({ instanceId }: InstanceArgs): Promise<void> {
  const early: NumberedEvent[] = [];
  let receive = (events: NumberedEvent[]) => {
    early.push(...events);
  };
  setHandler(eventsSignal, ({ events }) => receive(events));

  const run = await loadRun({ instanceId });
  const graph = await loadGraph({ graphHash: run.graphHash });
  const inbox = new Inbox(run.consumedUpTo);
  receive = (events) => inbox.push(events);
  inbox.push([...run.pending, ...early]);

  let { state, step } = run;
  while (state.status === 'running') {
    await condition(() => inbox.hasNext());
    const taken = applyAll(graph, state, inbox.take());
    const answer = await commitStep({
      instanceId,
      step: step + 1,
      consumedUpTo: inbox.consumedUpTo,
      state: taken.state,
      effects: taken.effects,
    });
    state = taken.state;
    step += 1;
    inbox.push(answer.produced);
    if (state.status === 'running' && inbox.isEmpty() && workflowInfo().historyLength >= HISTORY_BOUND) {
      await continueAsNew<typeof measureLifecycle>({ instanceId });
    }
  }
}
