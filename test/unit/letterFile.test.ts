import mammoth from 'mammoth';
import { extractText, getDocumentProxy } from 'unpdf';
import { letterDocx } from '../../api/letters/file/docx.ts';
import { letterPdf } from '../../api/letters/file/pdf.ts';
import { type LetterFacts, layOut } from '../../api/letters/file/sheet.ts';

const signed: LetterFacts = {
  title: '关于督办“稳固教育保障”月度报告事项的通知',
  text: '县教育局：\n该事项应于2020-02-28前完成，已逾期6个工作日。\n请在收到本督办单后立即办理。',
  number: '督办〔2020〕3号',
  state: 'SIGNED',
  issuer: '县教育领导小组办公室',
  rehearsal: false,
  signedOn: '2020-03-09',
  withdrawnOn: null,
  liftedOn: null,
  hash: '0f'.repeat(32),
};
const draft: LetterFacts = { ...signed, number: null, state: 'DRAFT', signedOn: null, hash: null };

/** Text of each page without blanks, which a PDF has none of its own of. */
async function pagesOf(facts: LetterFacts): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await letterPdf(layOut(facts))));
  const { text } = await extractText(pdf, { mergePages: false });
  return text.map((page) => page.replace(/\s/gu, ''));
}

async function wordOf(facts: LetterFacts): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ buffer: await letterDocx(layOut(facts)) });
  return value.split('\n').filter((line) => line !== '');
}

describe('the PDF of a letter', () => {
  it('says in order who issues it, its number, title, receiver, text, date and hash', async () => {
    const [page = ''] = await pagesOf(signed);
    const parts = [
      ...['县教育领导小组办公室', '督办〔2020〕3号', '关于督办“稳固教育保障”月度报告事项的通知', '县教育局：'],
      ...['已逾期6个工作日。', '请在收到本督办单后立即办理。', '县教育领导小组办公室', '2020年3月9日'],
    ];
    let from = 0;
    for (const part of parts) {
      const at = page.indexOf(part, from);
      expect([part, at >= 0]).toEqual([part, true]);
      from = at + part.length;
    }
    expect(page).toContain(`校验值：${'0f'.repeat(32)}`);
    expect(page).not.toMatch(/草稿|演练|已撤回/);
  });

  it('keeps the long name of who issues it on one line', async () => {
    const issuer = '中共测试县委教育工作领导小组办公室';
    const pdf = await getDocumentProxy(new Uint8Array(await letterPdf(layOut({ ...signed, issuer }))));
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text.split('\n').filter((line) => line.trim() === issuer)).toHaveLength(2);
  });

  it('of a draft says so and has neither number, date nor hash', async () => {
    const [page = ''] = await pagesOf(draft);
    expect(page).toContain('草稿，未签发');
    expect(page).not.toMatch(/〔2020〕|2020年3月9日|SHA/);
  });

  it('marks every page of a long, withdrawn letter of a rehearsal', async () => {
    const text = Array.from({ length: 90 }, (_, i) => `第${i + 1}项任务逾期未报。`).join('\n');
    const pages = await pagesOf({ ...draft, text, state: 'WITHDRAWN', withdrawnOn: '2020-03-10', rehearsal: true });
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toContain('【演练】已撤回（2020年3月10日）');
    expect(pages[0]).toContain('（未编号）');
    expect(pages.join('')).toContain('第90项任务逾期未报。');
  });

  it('that was lifted on an objection says so, and keeps its number and date', async () => {
    const [page = ''] = await pagesOf({ ...signed, liftedOn: '2020-03-20' });
    for (const part of ['经复核撤销（2020年3月20日）', '督办〔2020〕3号', '2020年3月9日']) expect(page).toContain(part);
  });
});

describe('the Word document of a letter', () => {
  it('has each part in a paragraph of its own', async () => {
    expect(await wordOf(signed)).toEqual([
      '县教育领导小组办公室',
      '督办〔2020〕3号',
      '关于督办“稳固教育保障”月度报告事项的通知',
      '县教育局：',
      '该事项应于2020-02-28前完成，已逾期6个工作日。',
      '请在收到本督办单后立即办理。',
      '县教育领导小组办公室',
      '2020年3月9日',
    ]);
  });

  it('can be read whatever characters the text has', async () => {
    const lines = await wordOf({ ...signed, text: '县教育局：\n甲\u0000乙\u001b丙 <b>&amp; 𠮷' });
    expect(lines).toContain('甲乙丙 <b>&amp; 𠮷');
  });
});
