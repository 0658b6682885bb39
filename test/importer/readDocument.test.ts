import iconv from 'iconv-lite';
import { MAX_CHARACTERS, MAX_DOCUMENT_BYTES, readDocument } from '../../importer/readDocument.ts';
import { readPlan } from '../../importer/readPlan.ts';

const TEXT = '云岭县修路方案\n一、措施\n（一）修路㐀。把路修好。\n责任单位：县交通局\n';

const codeOf = async (bytes: Buffer, name = '方案.txt'): Promise<unknown> =>
  readDocument(bytes, name).then(
    () => 'read',
    (error: { code: string; userMessage: { zh: string; en: string } }) => {
      expect(error.userMessage.zh.length).toBeGreaterThan(10);
      expect(error.userMessage.en.length).toBeGreaterThan(10);
      return error.code;
    },
  );

describe('readDocument', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
    ['GB18030', iconv.encode(TEXT, 'gb18030')],
    ['UTF-16 LE', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(TEXT, 'utf-16le')])],
    ['UTF-16 BE', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(TEXT, 'utf-16be')])],
  ])('reads %s by content', async (_, bytes) => {
    const { text, result } = await readDocument(bytes, 'any.name');
    expect(text).toBe(TEXT);
    expect(result.measures.map((m) => [m.title, m.responsibleUnits])).toEqual([['修路㐀', ['县交通局']]]);
  });

  it('takes radicals, as copies from some PDFs have them, for the characters that they look like', async () => {
    const { text } = await readDocument(Buffer.from(TEXT.replace('通', '⾛').replace('方案', '⽅案⻓⼾')), 'a.txt');
    expect(text).toBe(TEXT.replace('通', '走').replace('方案', '方案长户'));
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['only spaces', Buffer.from(' \n\n　')],
    ['a PDF', Buffer.from('%PDF-1.7 x')],
    ['a zip', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['an old office file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0])],
    ['a binary', Buffer.from(Array.from({ length: 400 }, (_, i) => i % 256))],
    ['control characters', Buffer.from('\u0001\u0002\u0003abc')],
  ])('refuses %s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('DOCUMENT_UNREADABLE');
  });

  it('refuses what is too large', async () => {
    expect(await codeOf(Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 0x61))).toBe('DOCUMENT_TOO_LARGE');
    expect(await codeOf(Buffer.from('方'.repeat(MAX_CHARACTERS + 1)))).toBe('DOCUMENT_TOO_LARGE');
  });

  it.each(['秘密★3年', '机密', '绝 密', '000012\n机密★1年\n特急', '密级：秘密', '★', '秘密　10年'])(
    'refuses the marking %s',
    async (marking) => {
      expect(await codeOf(Buffer.from(`${marking}\n${TEXT}`))).toBe('DOCUMENT_CLASSIFIED');
    },
  );

  it('reads a letterhead whose red line has a star', async () => {
    expect(await codeOf(Buffer.from(`云县发〔2024〕6号\n\n★\n\n${TEXT}`))).toBe('read');
    expect(await codeOf(Buffer.from(`云县发〔2024〕 6 号\n\n★\n\n${TEXT}`))).toBe('read');
  });

  it.each(['保守国家秘密', '不得泄露商业秘密。', '做好保密工作', '本文不涉密', '涉及机密事项的，按规定办理。'])(
    'reads a mention such as %s',
    async (mention) => {
      expect(await codeOf(Buffer.from(`${mention}\n${TEXT}`))).toBe('read');
      expect(await codeOf(Buffer.from(TEXT + mention))).toBe('read');
    },
  );

  it('names a measure without a heading by its own words', () => {
    const labels = '责任领导：陆川\n责任单位：县工信局\n完成时限：2024年10月底前\n';
    const { warnings } = readPlan(`云岭县任务清单\n${labels}${labels}`);
    expect(warnings.map((w) => w.message)).toEqual([
      expect.stringMatching(/^“责任领导：陆川责任单位：县工信局.*”：没有读到标题，请填写。$/),
    ]);
  });
});
