import { cleanText, printedText } from '../../importer/cleanText.ts';
import { readOutline, type Section } from '../../importer/outline.ts';
import { joinBrokenLines } from '../../importer/paragraphs.ts';

interface Tree {
  [heading: string]: Tree;
}

function outline(source: string): Tree {
  const clean = joinBrokenLines(cleanText(source));
  const tree = (section: Section): Tree =>
    Object.fromEntries(section.children.map((c) => [printedText(clean, c.start, c.titleEnd), tree(c)]));
  return tree(readOutline(clean));
}

describe('readOutline', () => {
  const expected = { '一、总则': {}, '二、任务': { '（一）修路': { '1.村道': {}, '2.桥梁': {} }, '（二）通水': {} } };

  it('reads headings on lines of their own', () => {
    expect(outline('一、总则\n二、任务\n（一）修路\n1.村道\n2.桥梁\n（二）通水')).toEqual(expected);
  });

  it('reads headings run in before their text', () => {
    expect(
      outline('一、总则。说明。\n二、任务\n（一）修路。总起。\n1.村道。先修。\n2.桥梁。后修。\n（二）通水。保供。'),
    ).toEqual(expected);
  });

  it('reads a document that stands on one line', () => {
    expect(outline('一、总则。说明。二、任务（一）修路。总起。1.村道。先修。2.桥梁。后修。（二）通水。保供。')).toEqual(
      expected,
    );
  });

  it('does not take references and amounts for headings', () => {
    expect(outline('一、总则。参照第（三）项执行，投入1.5万元，统筹一、二、三产业。')).toEqual({ '一、总则': {} });
  });

  it('goes on counting over the headings above', () => {
    expect(outline('一、甲（一）子。文。1.丙。文。2.丁。文。（二）丑。文。3.戊。文。')).toEqual({
      '一、甲': { '（一）子': { '1.丙': {}, '2.丁': {} }, '（二）丑': { '3.戊': {} } },
    });
  });

  it('goes on with the chapters behind a table that is called an annex', () => {
    expect(outline('一、任务\n修路。\n附表：清单\n| 序号 | 任务 |\n二、要求\n每月报告。\n附件：名单')).toEqual({
      '一、任务': {},
      '附表：清单': {},
      '二、要求': {},
      '附件：名单': {},
    });
  });

  it('gives an item without a heading its first clause', () => {
    const long =
      '1.到明年年底把全县所有行政村的道路、饮水、用电和通信全部改造一遍，让群众用得上、用得起、用得好，并且建立长期管护制度，落实管护经费';
    expect(Object.keys(outline(long))).toEqual(['1.到明年年底把全县所有行政村的道路、饮水、用电和通信全部改造一遍']);
  });
});
