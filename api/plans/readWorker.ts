import { workerData } from 'node:worker_threads';
import { readDocument } from '../../importer/readDocument.ts';
import { answerFromThread } from '../http/answerFromThread.ts';
import type { DocumentInput } from './readInThread.ts';

const { bytes, fileName } = workerData as DocumentInput;
await answerFromThread(() => readDocument(Buffer.from(bytes), fileName));
