import { DubanError } from '../../domain/errors.ts';

/** What files begin with (magic numbers), by the endings that units may send. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const starts: Record<string, readonly number[]> = {
  pdf: [0x25, 0x50, 0x44, 0x46],
  docx: ZIP,
  xlsx: ZIP,
  pptx: ZIP,
  ofd: ZIP,
  doc: OLE,
  xls: OLE,
  wps: OLE,
  et: OLE,
  jpg: [0xff, 0xd8, 0xff],
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47],
};
const LONGEST_NAME = 200;
/** Markings that people write into names of files, GB/T 9704 密级. */
const MARKED = /[绝机秘]密|★/u;

/**
 * Refuses what is no office document, picture or PDF by its first bytes, and what its own name calls classified.
 *
 * @returns the name as it is kept: without folders and control characters.
 * @throws DubanError DOCUMENT_UNREADABLE, DOCUMENT_CLASSIFIED
 */
export function checkEvidence(file: { name: string; bytes: Buffer }): { name: string; bytes: Buffer } {
  const name = (file.name.split(/[\\/]/u).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim();
  if (MARKED.test(name)) {
    throw new DubanError('DOCUMENT_CLASSIFIED', {
      zh: '文件名标有密级，不得在本系统处理。请按保密规定处置该文件。',
      en: 'The name of the file carries a classification marking; it must not be handled here.',
    });
  }
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
  const start = starts[ending];
  if (!start?.every((byte, at) => file.bytes[at] === byte)) {
    throw new DubanError('DOCUMENT_UNREADABLE', {
      zh: `“${name}”不能作为附件。请上传 ${Object.keys(starts).join('、')} 文件，且内容与扩展名一致。`,
      en: `“${name}” cannot be attached. Send one of ${Object.keys(starts).join(', ')}, with content that fits its ending.`,
    });
  }
  const stem = name.slice(0, -(ending.length + 1)).slice(0, LONGEST_NAME);
  return { name: `${stem}.${ending}`, bytes: file.bytes };
}
