import { standsOn } from '../../domain/process/standing.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import type { InstanceStatus } from '../generated/enums.ts';
import { toJson } from '../json.ts';

function statusOf(state: ProcessState): InstanceStatus {
  return state.status.toUpperCase() as InstanceStatus;
}

/** A state with what lists ask of it in columns of their own, so that none of them reads whole states. */
export function stateColumns(state: ProcessState) {
  const running = state.status === 'running';
  return {
    state: toJson(state),
    status: statusOf(state),
    standsOn: running ? standsOn(state) : [],
    paused: running && state.paused,
    stuck: running && (state.stuck ?? []).length > 0,
  };
}
