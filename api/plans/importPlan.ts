import type { Response } from 'express';
import { DubanError } from '../../domain/errors.ts';
import { createDraft } from '../../prisma/repositories/drafts.ts';
import { problemOf } from '../http/problems.ts';
import type { Call } from '../http/route.ts';
import { missingFile } from '../http/upload.ts';
import type { z } from '../zod.ts';
import { importContent } from './contentSchema.ts';
import { readInThread } from './readInThread.ts';
import type { createdId, ImportProgress, importBody } from './schema.ts';

type ImportCall = Call<undefined, undefined, z.output<typeof importBody>>;
type Created = z.output<typeof createdId>;

const LINES = 'application/x-ndjson';

/**
 * Makes a draft of an uploaded or pasted document. Who accepts `application/x-ndjson` gets the progress as lines
 * `{stage, page, pages}`; the last line is `{id}` or the problem. Everybody else gets one answer.
 */
export async function importPlan(call: ImportCall): Promise<Created | undefined> {
  const { req, res } = call;
  if (req.accepts(['application/json', LINES]) !== LINES) return read(call, () => undefined);
  const line = (content: object): void => writeLine(res, content);
  try {
    line(await read(call, line));
  } catch (error) {
    if (!res.headersSent) throw error;
    line(problemOf(error, req));
  }
  res.end();
  return undefined;
}

function writeLine(res: Response, content: object): void {
  // A proxy in front shall hand on each line at once.
  if (!res.headersSent) res.status(200).set({ 'Content-Type': LINES, 'X-Accel-Buffering': 'no' });
  res.write(`${JSON.stringify(content)}\n`);
}

async function read(
  { deps, actor, body, file }: ImportCall,
  onProgress: (progress: ImportProgress) => void,
): Promise<Created> {
  const pasted = body.text?.trim() ? { name: '粘贴的文本.txt', bytes: Buffer.from(body.text, 'utf8') } : null;
  const document = file ?? pasted;
  if (!document) throw missingFile();
  const { name: fileName, bytes } = document;
  const encoding = file ? body.encoding : 'utf-8';
  const { text, result } = await readInThread({ fileName, bytes, encoding, ocr: deps.config.ocr }, onProgress);
  if (result.measures.length === 0) {
    throw new DubanError('NOT_A_PLAN', {
      zh: '没有从文档中读出任何措施，请确认上传的是方案正文',
      en: 'No measure was found in the document; check that it is the text of a plan',
    });
  }
  if (!importContent.safeParse(result).success) {
    throw new DubanError('DOCUMENT_TOO_LARGE', {
      zh: '文档中有超出限度的内容：一份方案最多2000项措施，每项最多500个单位，一段最多2万字。请拆分文件，或先整理过长的部分再导入。',
      en: 'The document exceeds the limits of a plan: 2,000 measures, 500 units in one, 20,000 characters in one paragraph. Split the file, or tidy up what is too long, and import it again.',
    });
  }
  return { id: await createDraft(deps.db, actor, { fileName, bytes, text }, result) };
}
