import { layOut } from '../blocks.ts';
import { macrosNotRun, plainText, type ReadOptions, type ReadText } from '../readText.ts';
import { broken, scanned } from '../refusals.ts';
import { readXml } from '../xml.ts';
import type { Zip } from '../zip.ts';
import { readNumbering } from './numbering.ts';
import { readStyles } from './styles.ts';
import { type Setting, walkBody } from './walkBody.ts';

/** 禾发〔2019〕21号: where the letterhead stands in the page's head, the number is read from there. */
const NUMBER_LINE = /^[^\s，。]{1,20}[〔[（(【]\d{4}[〕\])）】]\s*\d{1,5}\s*号$/;

/** Reads a Word document (.docx, .docm, and those of WPS). Macros are never read. */
export function readDocx(zip: Zip, { fileName }: ReadOptions): ReadText {
  const main = mainPart(zip, fileName);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const body = zip.read(main);
  if (!body) throw broken(fileName);
  const setting: Setting = {
    fileName,
    styles: readStyles(zip.read(`${folder}styles.xml`), fileName),
    counter: readNumbering(zip.read(`${folder}numbering.xml`), fileName),
  };
  const { blocks, boxes } = walkBody(body, setting);
  const margins = zip.names
    .filter((name) => name.startsWith(folder) && /^(?:header|footer)\d*\.xml$/.test(name.slice(folder.length)))
    .flatMap((name) => layOut(walkBody(zip.read(name) ?? Buffer.alloc(0), setting).blocks).split('\n'))
    .filter((line) => line.trim() !== '');
  const text = layOut(blocks);
  if (text.trim() === '' && zip.names.some((name) => name.startsWith(`${folder}media/`))) throw scanned(fileName, true);
  const number = margins.find((line) => NUMBER_LINE.test(line.trim()));
  const known = number === undefined || text.replace(/\s/g, '').includes(number.replace(/\s/g, ''));
  return plainText(known ? text : `${number}\n\n${text}`, {
    margins: [...margins, ...boxes],
    notes: zip.names.some((name) => name.endsWith('vbaProject.bin')) ? [macrosNotRun] : [],
  });
}

/** The part that the package names as its document; `word/document.xml` where it names none. */
function mainPart(zip: Zip, fileName: string): string {
  let target = '';
  const relations = zip.read('_rels/.rels');
  if (relations) {
    readXml(relations, fileName, {
      open: (name, at) => {
        if (name === 'Relationship' && (at.Type ?? '').endsWith('/officeDocument')) target = at.Target ?? '';
      },
    });
  }
  const part = target.replace(/^\//, '');
  return zip.names.includes(part) ? part : 'word/document.xml';
}
