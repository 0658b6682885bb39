import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { applyAll } from '../domain/process/interpreter.ts';
import type { NumberedEvent } from '../domain/process/types.ts';
import { Inbox } from './inbox.ts';
import { eventsSignal, type InstanceArgs, lookAgainSignal, OUT_OF_TURN } from './messages.ts';

const { loadRun, loadGraph, commitStep } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** A run goes on as new from this many history events, so that no history grows with the life of its measure. */
export const HISTORY_BOUND = 500;

/** A gap that lasts longer will not close: its events were consumed by a later run that the server has forgotten. */
const GAP_PATIENCE = '10 seconds';

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
  let inTouch = true;
  setHandler(lookAgainSignal, () => {
    inTouch = false;
  });

  const run = await loadRun({ instanceId });
  inTouch = true;
  const graph = run.graph ?? (await loadGraph({ graphHash: run.graphHash }));
  const inbox = new Inbox(run.consumedUpTo);
  receive = (events) => inbox.push(events);
  inbox.push([...run.pending, ...early]);

  let { state, step } = run;
  while (state.status === 'running') {
    await condition(() => !(inTouch && inbox.isEmpty()));
    if (!(inTouch && (inbox.hasNext() || (await condition(() => inbox.hasNext(), GAP_PATIENCE))))) {
      return continueAsNew<typeof measureLifecycle>({ instanceId });
    }
    const taken = applyAll(graph, state, inbox.take());
    const { consumedUpTo } = inbox;
    const { effects } = taken;
    const answer = await commitStep({ instanceId, step: step + 1, consumedUpTo, state: taken.state, effects }).catch(
      (error: unknown) => {
        if (isOutOfTurn(error)) return continueAsNew<typeof measureLifecycle>({ instanceId });
        throw error;
      },
    );
    state = taken.state;
    step += 1;
    inbox.push(answer.produced);
    if (state.status === 'running' && inbox.isEmpty() && workflowInfo().historyLength >= HISTORY_BOUND) {
      await continueAsNew<typeof measureLifecycle>({ instanceId });
    }
  }
}

/**
 * The row has gone on without this run: the process was moved to another version, or the server's history is older, say
 * restored from a backup. A new run begins from the row. What a local activity throws comes as it is or wrapped.
 */
function isOutOfTurn(error: unknown): boolean {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure && failure.type === OUT_OF_TURN;
}
