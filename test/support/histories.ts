import { createRequire } from 'node:module';

/**
 * The client's own protobuf module. The JSON converters of `@temporalio/common` compare classes of two copies of
 * protobufjs where an installation holds two, and then refuse every history.
 */
const require = createRequire(createRequire(import.meta.url).resolve('@temporalio/client'));
const { History: HistoryType } = require('@temporalio/proto').temporal.api.history.v1 as {
  History: { fromObject(from: object): unknown };
};

/** Process, host and folders of the worker are of no use to a replay. */
function hideMachine(key: string, value: unknown): unknown {
  if (key === 'identity') return 'worker';
  return key === 'stackTrace' ? '' : value;
}

export function historyToText(history: object): string {
  return `${JSON.stringify(history, hideMachine, 1)}\n`;
}

export function historyFromText(text: string): unknown {
  return HistoryType.fromObject(JSON.parse(text));
}
