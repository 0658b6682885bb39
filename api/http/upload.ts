import type { RequestHandler } from 'express';
import multer from 'multer';
import { DubanError } from '../../domain/errors.ts';

/** A plan of a thousand pages is far below this; what is larger is a scan or no plan. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** Accepts one `file` (kept in memory, never on disk) and a few text fields. */
export const acceptFile = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 10, fieldSize: MAX_UPLOAD_BYTES, parts: 12 },
}).single('file');

/** Refuses by its stated length what is far too large, before anything of it is kept; `acceptFile` counts the rest. */
export const refuseHuge: RequestHandler = (req, _res, next) => {
  const stated = Number(req.headers['content-length'] ?? 0);
  next(stated > MAX_UPLOAD_BYTES + FORM_BYTES ? fileTooLarge() : undefined);
};

/** Part borders and text fields beside the file. */
const FORM_BYTES = 1024 * 1024;

const fileTooLarge = (): DubanError =>
  new DubanError('DOCUMENT_TOO_LARGE', {
    zh: '文件超过20 MB。请只导入方案正文，图片和附件另行保存。',
    en: 'The file is larger than 20 MB. Import the text of the plan only, without pictures and attachments.',
  });

/** Browsers send the file name as UTF-8 bytes, which multer reads as Latin-1. */
export function uploadedName(original: string): string {
  const name = Buffer.from(original, 'latin1').toString('utf8');
  return name.includes('\uFFFD') ? original : name;
}

export function missingFile(): DubanError {
  return new DubanError(
    'VALIDATION',
    { zh: '请选择要上传的文件', en: 'Choose a file to upload' },
    {
      problems: [{ pointer: '/file', message: { zh: '缺少文件', en: 'The file is missing' } }],
    },
  );
}
