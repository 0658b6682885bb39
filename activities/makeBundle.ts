import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { writeBundle } from './bundle.ts';

/** Bundles the workflow code into the file that the first argument names. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const workflowsPath = fileURLToPath(new URL(`../workflows/index.${extension}`, import.meta.url));
const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
const [codePath] = process.argv.slice(2);
if (!codePath) throw new Error('Name the file that the bundle goes into');
writeBundle(codePath, code);
