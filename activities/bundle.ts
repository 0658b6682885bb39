import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkerOptions } from '@temporalio/worker';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** Where a bundle made beforehand lies; making one takes about three seconds. */
export const BUNDLE_PATH = here('../workflows/bundle.js');

/** The workflow code for a worker: the bundle made beforehand where there is one, else made now. */
export function bundleOptions(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  if (extension === 'js' && existsSync(BUNDLE_PATH)) return { workflowBundle: { codePath: BUNDLE_PATH } };
  return { workflowsPath: here(`../workflows/index.${extension}`) };
}
