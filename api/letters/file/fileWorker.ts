import { answerFromThread } from '../../http/answerFromThread.ts';
import { letterDocx } from './docx.ts';
import { fillForm, tryForm } from './form.ts';
import type { FileJob } from './letterFile.ts';
import { letterPdf } from './pdf.ts';
import { layOut } from './sheet.ts';

answerFromThread(async (job: FileJob): Promise<Uint8Array> => {
  if (job.job === 'try') {
    tryForm(Buffer.from(job.form));
    return new Uint8Array();
  }
  const sheet = layOut(job.letter);
  if (job.format === 'pdf') return letterPdf(sheet);
  return job.form === null ? letterDocx(sheet) : fillForm(Buffer.from(job.form), sheet);
});
