/**
 * Downloads the Temporal CLI by the SDK's own means into a folder: `node temporalDownload.mjs FOLDER VERSION`.
 * The SDK downloads only on the way to a running server, so one is started and ended at once.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir, version] = process.argv.slice(2);
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir, version } },
});
await environment.teardown();
