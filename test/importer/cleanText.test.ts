import { cleanText, printedText, toSource } from '../../importer/cleanText.ts';
import { joinBrokenLines } from '../../importer/paragraphs.ts';

const joined = (source: string): string => joinBrokenLines(cleanText(source)).printed;

describe('cleanText', () => {
  it('drops spaces and marks, folds for reading, keeps what is printed and the way back', () => {
    const source = '**责任 单位：** 县教育局（主）\r\nABC DEF ２０２０年';
    const clean = cleanText(source);
    expect(clean.text).toBe('责任单位:县教育局(主)\nABC DEF2020年');
    expect(clean.printed).toBe('责任单位：县教育局（主）\nABC DEF２０２０年');
    expect(clean.text).toHaveLength(clean.printed.length);
    const at = clean.text.indexOf('县教育局');
    const range = toSource(clean, at, at + 4);
    expect(source.slice(range.start, range.end)).toBe('县教育局');
    expect(printedText(clean, at, at + 7)).toBe('县教育局（主）');
  });

  it('drops tags, entities, rules, page numbers and lines of a table of contents', () => {
    const source = '目标……………………3\n<p>一、目标&nbsp;</p>\n- 3 -\n---\n第 4 页 共 9 页\n正文';
    expect(cleanText(source).text.replace(/\n+/g, '|')).toBe('|一、目标|正文');
  });

  it('gives every row of an HTML table its columns, and says which cells a merged one covers', () => {
    const source =
      '<table><tr><td>甲</td><td rowspan="2">乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr><tr><td colspan="2">己</td><td>庚</td></tr></table>';
    const rows = cleanText(source)
      .text.split('\n')
      .filter((line) => line !== '');
    expect(rows.map((row) => row.split('\t').slice(0, 3))).toEqual([
      ['甲', '乙', '丙'],
      ['丁', '〃', '戊'],
      ['己', '', '庚'],
    ]);
  });
});

describe('joinBrokenLines', () => {
  it('joins a sentence broken by a page and leaves paragraphs and headings apart', () => {
    const source =
      '一、工作目标\n坚持把群众的事放在第一位，做到事事有人管，件件有着落，让每\n\n一户都有稳定的收入。\n第二段从这里开始。';
    expect(joined(source)).toBe(
      '一、工作目标\n坚持把群众的事放在第一位，做到事事有人管，件件有着落，让每一户都有稳定的收入。\n第二段从这里开始。',
    );
  });

  it('joins a list of units broken after a separator or inside a name', () => {
    expect(joined('配合单位：县教育局、县水利局、\n\n各乡镇\n完成时限：2020年')).toBe(
      '配合单位：县教育局、县水利局、各乡镇\n完成时限：2020年',
    );
    expect(joined('配合单位：县教育局、县水利局、县卫生健\n康局')).toBe('配合单位：县教育局、县水利局、县卫生健康局');
  });

  it('joins within a bracket but never swallows a heading', () => {
    expect(joined('修路。（责任单位：县交\n通局）')).toBe('修路。（责任单位：县交通局）');
    expect(joined('修路（未完\n二、下一章')).toBe('修路（未完\n二、下一章');
  });
});
