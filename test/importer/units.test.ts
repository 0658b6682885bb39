import { readPeople, splitMixed } from '../../importer/people.ts';
import { looksLikeUnit, splitUnits } from '../../importer/units.ts';

/** Splits a list as printed with half-width spaces standing for gaps. */
function units(printed: string): string[] {
  const { text, gaps } = withoutSpaces(printed);
  return splitUnits(text, text, (i) => gaps[i] ?? 0);
}

function people(printed: string): string[] {
  const { text, gaps } = withoutSpaces(printed);
  return readPeople(text, text, (i) => gaps[i] ?? 0).map(({ name, post }) => (post ? `${name}:${post}` : name));
}

function withoutSpaces(printed: string): { text: string; gaps: number[] } {
  const gaps: number[] = [];
  let text = '';
  let gap = 0;
  for (const c of printed) {
    if (c === ' ') gap++;
    else {
      gaps[text.length] = gap;
      text += c;
      gap = 0;
    }
  }
  return { text, gaps };
}

describe('splitUnits', () => {
  it.each([
    ['县教育局、县财政局,各乡镇党委、政府', ['县教育局', '县财政局', '各乡镇党委、政府']],
    ['各旗县区党委、人民政府', ['各旗县区党委、人民政府']],
    ['各市、州、县人民政府', ['各市、州、县人民政府']],
    ['各乡镇、各部门、各单位', ['各乡镇', '各部门', '各单位']],
    ['各乡镇(街道)、县直各部门', ['各乡镇(街道)', '县直各部门']],
    ['各县(市、区)委、政府,市直有关单位', ['各县(市、区)委、政府', '市直有关单位']],
    ['各乡镇 县消防大队', ['各乡镇', '县消防大队']],
    ['县住建局、县水利局,排在首位的为牵头部门', ['县住建局', '县水利局']],
    ['县农业农村和科技局', ['县农业农村和科技局']],
    ['县教育局和县财政局', ['县教育局', '县财政局']],
    ['县体育事业发展中心和各乡镇人民政府', ['县体育事业发展中心', '各乡镇人民政府']],
    ['县住房和城乡建设局以及县水利局', ['县住房和城乡建设局', '县水利局']],
    ['县市场监管局(知识产权局、食安办)、县公安局', ['县市场监管局(知识产权局、食安办)', '县公安局']],
    ['县教育局、县财政局等部门', ['县教育局', '县财政局']],
    ['县教育局。', ['县教育局']],
    ['无', []],
    ['县教育局 县财政局', ['县教育局', '县财政局']],
    ['县 教 育 局', ['县教育局']],
    ['县委 组织部', ['县委组织部']],
    ['县人力资源社会 保障局、县财政局', ['县人力资源社会保障局', '县财政局']],
  ])('splits %s', (printed, expected) => {
    expect(units(printed)).toEqual(expected);
  });

  it('knows a unit from a sentence', () => {
    expect(looksLikeUnit('县教育局')).toBe(true);
    expect(looksLikeUnit('各相关单位')).toBe(true);
    expect(looksLikeUnit('提高群众的获得感')).toBe(false);
  });
});

describe('readPeople', () => {
  it.each([
    ['林禾川', ['林禾川']],
    ['林禾川 苏田野', ['林禾川', '苏田野']],
    ['苏 野', ['苏野']],
    ['林 禾川', ['林禾川']],
    ['林禾川、苏 野', ['林禾川', '苏野']],
    ['县委常委、副县长林禾川', ['林禾川:县委常委、副县长']],
    ['副县长 林禾川', ['林禾川:副县长']],
    ['林禾川副县长', ['林禾川:副县长']],
    ['林禾川(县委常委)、苏田野(副县长)', ['林禾川:县委常委', '苏田野:副县长']],
    ['林禾川 县委常委、副县长', ['林禾川:县委常委、副县长']],
    ['县委副书记林禾川、副县长苏田野', ['林禾川:县委副书记', '苏田野:副县长']],
    ['常委、宣传部部长 林 禾 川', ['林禾川:常委、宣传部部长']],
    ['公安局局长林禾川', ['林禾川:公安局局长']],
    ['林禾川(13900000000)', ['林禾川']],
    ['分管副县长', ['分管副县长']],
    ['无', []],
  ])('splits %s', (printed, expected) => {
    expect(people(printed)).toEqual(expected);
  });

  it('parts units and people of one field', () => {
    expect(splitMixed('县教育局(林禾川);县财政局苏田野', '县教育局(林禾川);县财政局苏田野', () => 0)).toEqual({
      units: ['县教育局', '县财政局'],
      people: ['林禾川', '苏田野'],
    });
  });
});
