import { createHash } from 'node:crypto';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import PizZip from 'pizzip';
import { letterPdf } from '../../letters/file/pdf.ts';
import { renderPdf } from '../../letters/file/renderPdf.ts';
import { layOut } from '../../letters/file/sheet.ts';
import type { PackageContents, Part } from './contents.ts';

/** The one PDF of a referral: facts, timeline, letters with proof of delivery, reports, explanations, talks, rules. */
export function packagePdf(contents: PackageContents): Promise<Buffer> {
  return renderPdf(documentOf(contents));
}

const heading = (text: string): Content => ({
  ...{ text, bold: true, fontSize: 14, margin: [0, 14, 0, 6] },
  headlineLevel: 1,
});
const partsOf = (parts: readonly Part[]): Content[] =>
  parts.length === 0
    ? [{ text: '（无）' }]
    : parts.flatMap((part): Content[] => [
        { text: part.heading, bold: true, margin: [0, 6, 0, 2] },
        ...part.paragraphs.map((text): Content => ({ text })),
      ]);

function documentOf(contents: PackageContents): TDocumentDefinitions {
  return {
    info: { title: contents.title },
    pageSize: 'A4',
    pageMargins: [60, 60, 60, 60],
    defaultStyle: { font: 'Song', fontSize: 10.5, lineHeight: 1.2 },
    ...(contents.rehearsal ? { watermark: { text: '演练', opacity: 0.1 } } : {}),
    // No heading stands alone at the foot of a page.
    pageBreakBefore: (node, on) => node.headlineLevel === 1 && on.getFollowingNodesOnPage().length === 0,
    footer: (page: number, pages: number) => ({
      text: `— ${page} / ${pages} —`,
      alignment: 'center',
      margin: [0, 20, 0, 0],
    }),
    content: [
      { text: contents.title, bold: true, fontSize: 18, alignment: 'center', margin: [0, 0, 0, 12] },
      tableOf([90, '*'], contents.facts),
      heading('一、时间线'),
      tableOf([64, '*', 80], [['日期', '事项', '人员'], ...contents.timeline]),
      heading('二、文书和送达'),
      ...(contents.letters.length === 0 ? [{ text: '（无）' }] : []),
      ...contents.letters.flatMap(({ number, facts, proof }): Content[] => [
        { text: `${number} ${facts.title}`, bold: true, margin: [0, 6, 0, 2] },
        ...facts.text.split('\n').map((text): Content => ({ text })),
        ...proof.map((text): Content => ({ text, fontSize: 9 })),
      ]),
      heading('三、报送和督办'),
      ...partsOf(contents.reports),
      heading('四、情况说明、回复和承诺'),
      ...partsOf(contents.explanations),
      heading('五、异议、延期和催办'),
      ...partsOf(contents.disputes),
      heading('六、约谈'),
      ...partsOf(contents.talks),
      heading('七、附件'),
      ...(contents.files.length === 0 ? [{ text: '（无）' }] : []),
      ...contents.files.map(({ name, sha256 }): Content => ({ text: `${name}（SHA-256：${sha256}）`, fontSize: 9 })),
      heading('八、所用工作日历'),
      ...contents.calendar.lines.map((text): Content => ({ text })),
      heading('九、所用流程和升级规则'),
      ...contents.rules.lines.map((text): Content => ({ text })),
      ...(contents.rules.ladder.length === 0
        ? []
        : [tableOf([90, 90, '*', 120], [['级别', '时间', '通知', '决定'], ...contents.rules.ladder])]),
    ],
  };
}

function tableOf(widths: (number | '*')[], rows: readonly (readonly string[])[]): Content {
  return { table: { widths, body: rows.map((row) => [...row]) }, layout: 'lightHorizontalLines' };
}

/** The same as a ZIP: the PDF, each letter, every file as it was sent, calendar and rules, and a list with hashes. */
export async function packageZip(contents: PackageContents, pdf: Buffer): Promise<Buffer> {
  const parts = new Map<string, Buffer>([['移送材料.pdf', pdf]]);
  const add = (name: string, content: Buffer | string) =>
    parts.set(freeName(name, parts), typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
  for (const { number, facts } of contents.letters) add(`文书/${number}.pdf`, await letterPdf(layOut(facts)));
  add('时间线.csv', `\uFEFF${[['日期', '事项', '人员'], ...contents.timeline].map(csvLine).join('\r\n')}\r\n`);
  add('报送和督办.txt', textOf(contents.reports));
  add('情况说明、回复和承诺.txt', textOf(contents.explanations));
  if (contents.disputes.length > 0) add('异议、延期和催办.txt', textOf(contents.disputes));
  if (contents.talks.length > 0) add('约谈.txt', textOf(contents.talks));
  for (const file of contents.files) add(`附件/${file.name}`, Buffer.from(file.bytes));
  add('工作日历.json', JSON.stringify(contents.calendar.data, null, 2));
  add('升级规则.json', JSON.stringify(contents.rules.data, null, 2));
  const list = [...parts].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
  const zip = new PizZip();
  for (const [name, bytes] of parts) zip.file(name, bytes);
  zip.file('校验清单.txt', `${list.join('\n')}\n`);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = name.replace(/(\.[^.]*)?$/u, `（${n}）$1`);
  return free;
}

const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => [part.heading, ...part.paragraphs].join('\n')).join('\n\n');

/** RFC 4180; a cell that a spreadsheet would take for a formula is shown as text. */
function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replace(/^[=+\-@]/u, "'$&").replaceAll('"', '""')}"`).join(',');
}
