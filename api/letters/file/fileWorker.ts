import { answerFromThread } from '../../http/answerFromThread.ts';
import { letterDocx } from './docx.ts';
import type { LetterFileInput } from './letterFile.ts';
import { letterPdf } from './pdf.ts';
import { layOut } from './sheet.ts';

await answerFromThread(({ letter, format }: LetterFileInput): Promise<Uint8Array> => {
  const sheet = layOut(letter);
  return format === 'pdf' ? letterPdf(sheet) : letterDocx(sheet);
});
