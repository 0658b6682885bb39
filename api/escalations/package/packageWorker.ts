import { answerFromThread } from '../../http/answerFromThread.ts';
import type { PackageContents } from './contents.ts';
import { packagePdf, packageZip } from './make.ts';

answerFromThread(async (contents: PackageContents): Promise<{ pdf: Uint8Array; zip: Uint8Array }> => {
  const pdf = await packagePdf(contents);
  return { pdf, zip: await packageZip(contents, pdf) };
});
