import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type ReplayWorkerOptions, Runtime, Worker } from '@temporalio/worker';
import { workflowBundle } from '../../activities/bundle.ts';
import { compression } from '../../activities/compression.ts';
import { historyFromText } from '../support/histories.ts';

const FOLDER = new URL('../histories/', import.meta.url);
const LARGEST_BYTES = 200 * 1024;

const names = readdirSync(FOLDER)
  .filter((entry) => entry.endsWith('.json'))
  .map((entry) => entry.replace('.json', ''));
const textOf = (name: string) => readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');

beforeAll(() => {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'off' } },
  });
});

/** The error of each history that does not replay, by name. */
async function replay(bundle: ReplayWorkerOptions['workflowBundle'], wanted = names): Promise<Map<string, string>> {
  const histories = wanted.map((workflowId) => ({
    workflowId,
    history: historyFromText(textOf(workflowId)),
  }));
  const options = { workflowBundle: bundle, dataConverter: { payloadCodecs: [compression] } };
  const failed = new Map<string, string>();
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error) failed.set(workflowId, `${error.name}: ${error.message}`);
  }
  return failed;
}

it('has a recorded history of every workflow, none of them large', () => {
  expect(names).toEqual(
    expect.arrayContaining([
      ...['beginRhythm', 'dailyRound', 'measureLifecycle', 'moveClock', 'planRollout', 'resendMail', 'unitInPlan'],
      ...['movedBefore', 'movedAfter', 'measureChanged', 'measureGap'],
    ]),
  );
  for (const name of names) expect(textOf(name).length).toBeLessThan(LARGEST_BYTES);
});

it('replays every recorded history: what runs now survives this version', async () => {
  expect(await replay(await workflowBundle())).toEqual(new Map());
});

it('would notice a step that is left out', async () => {
  const workflowsPath = fileURLToPath(new URL('./brokenWorkflows.ts', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const failed = await replay({ code });
  expect([...failed.keys()].sort()).toEqual([...names].sort());
  for (const message of failed.values()) expect(message).toMatch(/^DeterminismViolationError/);
});
