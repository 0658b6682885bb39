import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { DubanError } from '../../../domain/errors.ts';
import { checkEveryPart, openZip } from '../../../importer/formats/zip.ts';
import { formFields } from './formFields.ts';
import { type LetterSheet, layOut } from './sheet.ts';

/** Parts that run or fetch something when the document is opened. */
const FORBIDDEN_PARTS = /vbaProject|activeX|embeddings\/|\.(?:bin|exe|js|vbs)$/iu;

/**
 * Fills the office's own Word template.
 *
 * @throws DubanError VALIDATION naming the tag at fault, DOCUMENT_UNREADABLE, DOCUMENT_TOO_LARGE
 */
export function fillForm(form: Buffer, sheet: LetterSheet): Buffer {
  const zip = openZip(form, 'template.docx');
  checkEveryPart(zip);
  if (zip.read('word/document.xml') === null) throw noWordFile();
  const active = zip.names.find((name) => FORBIDDEN_PARTS.test(name)) ?? externalPart(zip);
  if (active !== undefined) throw activeContent(active);
  try {
    const template = new Docxtemplater(new PizZip(form), {
      errorLogging: false,
      paragraphLoop: true,
      linebreaks: true,
      // Own properties of the sheet and nothing else: no expression is evaluated.
      parser: (tag) => ({ get: (scope: Record<string, unknown>) => partOf(scope, tag.trim()) }),
    });
    template.render(valuesOf(sheet));
    return template.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Tries a template out with every kind of letter's parts, so that a wrong one is refused before it is kept. */
export function tryForm(form: Buffer): void {
  const sample = layOut({
    ...{ title: '试用标题', text: '某单位：\n第一段。\n第二段。', number: '督办〔2020〕1号', state: 'SIGNED' },
    ...{ issuer: '某县督查室', rehearsal: false, signedOn: '2020-07-07', withdrawnOn: null },
    ...{ liftedOn: null, hash: '0'.repeat(64) },
  });
  fillForm(form, sample);
}

function valuesOf(sheet: LetterSheet): Record<string, unknown> {
  return {
    发文机关: sheet.head,
    文号: sheet.number,
    标题: sheet.title,
    主送: sheet.receiver ?? '',
    正文: sheet.paragraphs.map((paragraph) => ({ 段落: paragraph })),
    落款: sheet.issuer,
    日期: sheet.date ?? '',
    标记: sheet.marks.join('  '),
    校验: sheet.proof ?? '',
  };
}

/** A tag that is not known is refused where docxtemplater would print nothing. */
function partOf(scope: Record<string, unknown>, tag: string): unknown {
  if (tag === '.') return scope;
  if (Object.hasOwn(scope, tag)) return scope[tag];
  if ((formFields as readonly string[]).includes(tag)) return undefined;
  throw new UnknownTag(tag);
}

class UnknownTag extends Error {
  constructor(readonly tag: string) {
    super(`unknown tag ${tag}`);
  }
}

function externalPart(zip: ReturnType<typeof openZip>): string | undefined {
  return zip.names
    .filter((name) => name.endsWith('.rels'))
    .find((name) => {
      const text = zip.read(name)?.toString('utf8') ?? '';
      // Links that a reader clicks are harmless; what is loaded by opening the document is not.
      return [...text.matchAll(/<Relationship\b[^>]*>/gu)].some(
        ([relation]) => /TargetMode\s*=\s*["']External["']/u.test(relation) && !/\/hyperlink["']/u.test(relation),
      );
    });
}

interface TemplateError {
  properties?: { id?: string; xtag?: unknown; errors?: TemplateError[]; explanation?: string; rootError?: unknown };
}

function refusalOf(error: unknown): DubanError {
  const all = (error as TemplateError).properties?.errors ?? [error as TemplateError];
  const tags = all.flatMap(tagsOf);
  const named = tags.length > 0 ? `{${[...new Set(tags)].join('}、{')}}` : '';
  const message = {
    zh: `模板中的标签${named}有误。可用标签：${formFields.join('、')}；重复段落写作{#正文}{段落}{/正文}，左右花括号须成对。`,
    en: `The tag ${named} of the template is wrong. Tags: ${formFields.join(', ')}; a repeated paragraph is {#正文}{段落}{/正文}; brackets come in pairs.`,
  };
  return new DubanError('VALIDATION', message, { problems: [{ pointer: '/file', message }], cause: error });
}

function tagsOf(error: TemplateError): string[] {
  if (error instanceof UnknownTag) return [error.tag];
  const { xtag, rootError } = error.properties ?? {};
  if (rootError instanceof UnknownTag) return [rootError.tag];
  return typeof xtag === 'string' && xtag !== '' ? [xtag] : [];
}

function noWordFile(): DubanError {
  return new DubanError('DOCUMENT_UNREADABLE', {
    zh: '这不是 Word 文档（.docx）。请在 Word 或 WPS 中另存为 .docx 后上传。',
    en: 'This is no Word document (.docx). Save it as .docx in Word or WPS and send that.',
  });
}

function activeContent(part: string): DubanError {
  return new DubanError('DOCUMENT_UNREADABLE', {
    zh: `模板含有宏、嵌入对象或外部链接的内容（${part}）。请删去后另存为 .docx。`,
    en: `The template holds macros, embedded objects or linked content (${part}). Remove them and save it as .docx.`,
  });
}
