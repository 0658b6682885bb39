import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../../../importer/readDocument.ts';
import { scanOf } from '../../support/documentFiles.ts';

/** A page with a title, two measures, their units and a deadline. */
const PAGE = readFileSync(join(import.meta.dirname, 'scan.png'));

const measures = async (bytes: Buffer, name: string) => {
  const stages: string[] = [];
  const { result } = await readDocument(bytes, name, { ocr: true, progress: ({ stage }) => stages.push(stage) });
  expect(stages).toContain('recognise');
  expect(result.warnings[0]?.message).toContain('识别');
  return result.measures.map((m) => [m.responsibleUnits, m.deadline.date]);
};

const EXPECTED = [
  [['县交通局'], '2020-12-31'],
  [['县水利局'], null],
];

describe('a scan, with recognition switched on', () => {
  it('as a picture gives its measures and says that they are to be checked', async () => {
    expect(await measures(PAGE, '扫描.png')).toEqual(EXPECTED);
  });

  it('as a PDF of pictures gives them too', async () => {
    expect(await measures(await scanOf(PAGE), '扫描.pdf')).toEqual(EXPECTED);
  });

  it('that is broken is refused', async () => {
    const cut = PAGE.subarray(0, 2000);
    await expect(readDocument(cut, '扫描.png', { ocr: true })).rejects.toMatchObject({ code: 'DOCUMENT_UNREADABLE' });
  });
});

it('a picture beyond any page is refused', async () => {
  const huge = Buffer.from(PAGE);
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  await expect(readDocument(huge, '扫描.png', { ocr: true })).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
});

it('without the switch a scan is refused with how to go on', async () => {
  await expect(readDocument(await scanOf(PAGE), '扫描.pdf')).rejects.toMatchObject({
    code: 'DOCUMENT_UNREADABLE',
    userMessage: { zh: expect.stringContaining('OCR=on') },
  });
});
