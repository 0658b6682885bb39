import { readDocument } from '../../importer/readDocument.ts';
import { answerFromThread } from '../http/answerFromThread.ts';
import type { DocumentInput } from './readInThread.ts';

answerFromThread(({ bytes, fileName, encoding, ocr }: DocumentInput, progress) =>
  readDocument(Buffer.from(bytes), fileName, { encoding, ocr, progress }),
);
