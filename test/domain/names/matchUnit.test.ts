import { unitMatcher } from '../../../domain/names/matchUnit.ts';

const COUNTY = '化隆回族自治县';

function directory(names: (string | { name: string; shortName?: string; aliases?: string[] })[], remembered = {}) {
  const units = names.map((entry) => {
    const { name, shortName = null, aliases = [] } = typeof entry === 'string' ? { name: entry } : entry;
    return { id: name, name, shortName, aliases };
  });
  return unitMatcher({ county: COUNTY, units, remembered: new Map(Object.entries(remembered)) });
}

describe('a printed unit', () => {
  const units = [
    '县扶贫开发局',
    '县发展和改革局',
    '县文化和旅游局',
    '县委办公室',
    '县政府办公室',
    '县财政局',
    '县委组织部',
  ];

  it.each([
    ['县扶贫开发局', '县扶贫开发局', 'exact'],
    ['县 财 政 局', '县财政局', 'exact'],
    ['财政局', '县财政局', 'level'],
    ['化隆回族自治县财政局', '县财政局', 'level'],
    ['县扶贫局', '县扶贫开发局', 'shortForm'],
    ['发改局', '县发展和改革局', 'shortForm'],
    ['县发展改革局', '县发展和改革局', 'level'],
    ['文旅局', '县文化和旅游局', 'shortForm'],
    ['县委办', '县委办公室', 'level'],
    ['县政府办', '县政府办公室', 'level'],
    ['县人民政府办公室', '县政府办公室', 'level'],
    ['组织部', '县委组织部', 'level'],
    ['中共化隆回族自治县委办公室', '县委办公室', 'level'],
  ])('%s is surely %s (%s)', (printed, expected, reason) => {
    expect(directory(units)(printed)).toEqual({
      verdict: 'sure',
      matchId: expected,
      candidates: [{ id: expected, name: expected, reason }],
    });
  });

  it.each([
    ['县扶贫办', '县扶贫开发局', 'kind'],
    ['县发改委', '县发展和改革局', 'kind'],
    ['县农业农村局（县扶贫开发局）', '县扶贫开发局', 'bracketed'],
    ['县文化局', '县文化和旅游局', 'merged'],
    ['县文体旅游局', '县文化体育旅游广电局', 'abbreviation'],
    ['教体局', '县教育局', 'merged'],
    ['县水务局', '县水利局', 'renamed'],
    ['县环保局', '县生态环境局', 'renamed'],
    ['县扶贫办', '县乡村振兴局', 'renamed'],
  ])('%s may be %s (%s), which somebody decides', (printed, expected, reason) => {
    const found = directory([...units, '县文化体育旅游广电局', '县教育局', '县水利局', '县生态环境局', '县乡村振兴局'])(
      printed,
    );
    expect(found).toMatchObject({ verdict: 'likely', matchId: null });
    expect(found.candidates).toContainEqual({ id: expected, name: expected, reason });
  });

  it.each(['市财政局', '省扶贫局', '县审计局', '县公安局', '县委', '县人民政府'])('%s is none of them', (printed) => {
    const found = directory(units)(printed);
    expect(found.matchId).toBeNull();
    expect(found.candidates.filter(({ reason }) => reason !== 'merged')).toEqual([]);
  });

  it('of another kind is not taken for a part of a longer name', () => {
    expect(directory(['县科学技术局', '县文化局'])('县科协').verdict).toBe('unknown');
    expect(directory(['县残联'])('县工商联').verdict).toBe('unknown');
  });

  it('does not take the committee’s office for the government’s', () => {
    expect(directory(['县政府办公室'])('县委办').verdict).toBe('unknown');
    expect(directory(['县委', '县政府'])('县委办公室').matchId).toBeNull();
  });

  it('keeps words that begin with the sign of a level whole', () => {
    expect(directory(['县市场监督管理局'])('市场监管局').matchId).toBe('县市场监督管理局');
    expect(directory(['县城市管理局'])('县城管局').matchId).toBe('县城市管理局');
    expect(directory(['县市场监督管理局'])('市监局').verdict).not.toBe('unknown');
  });

  it('of the youth league is one, however it is printed, and not the committee', () => {
    const find = directory(['县委', '团县委']);
    expect(['团委', '共青团县委', '县团委', '县委'].map((name) => find(name).matchId)).toEqual([
      '团县委',
      '团县委',
      '团县委',
      '县委',
    ]);
  });

  it('is found by the short name and the other names that the county keeps', () => {
    const find = directory([{ name: '县乡村振兴局', shortName: '振兴局', aliases: ['县扶贫办'] }]);
    expect(find('县扶贫办').candidates[0]?.reason).toBe('alias');
    expect(find('振兴局').candidates[0]?.reason).toBe('alias');
    expect(find('扶贫办').matchId).toBe('县乡村振兴局');
  });

  it('is a question where two units fit it alike', () => {
    const found = directory(['县扶贫局', '县扶贫开发局'])('扶贫局');
    expect(found.verdict).toBe('sure');
    const both = directory(['县文旅广电局', '县文化旅游广播电视局'])('文化旅游广电局');
    expect(both).toMatchObject({ verdict: 'likely', matchId: null });
    expect(both.candidates.map(({ reason }) => reason)).toEqual(['several', 'several']);
  });

  it('is what somebody decided before, while that unit is there', () => {
    expect(directory(units, { 县扶贫办: '县扶贫开发局' })('县扶贫办').candidates).toEqual([
      { id: '县扶贫开发局', name: '县扶贫开发局', reason: 'remembered' },
    ]);
    expect(directory(['县财政局'], { 县扶贫办: '县扶贫开发局' })('县扶贫办').verdict).toBe('unknown');
  });

  it.each([
    ['市民政局', '县民政局'],
    ['市政府办公室', '县政府办公室'],
    ['市监委', '县监委'],
    ['市政法委', '县委政法委'],
  ])('%s is of another level than %s', (printed, known) => {
    expect(directory([known])(printed)).toEqual({ verdict: 'unknown', matchId: null, candidates: [] });
  });

  it('is found whatever its first sign could be taken for', () => {
    expect(directory(['县乡村振兴局'])('乡村振兴局').matchId).toBe('县乡村振兴局');
    expect(directory(['县民政局'])('民政局').matchId).toBe('县民政局');
  });

  it('in a city is of the city’s level', () => {
    const find = unitMatcher({
      county: '乐都市',
      units: [{ id: 'a', name: '市扶贫开发局', shortName: null, aliases: [] }],
      remembered: new Map(),
    });
    expect(find('扶贫局').matchId).toBe('a');
    expect(find('县扶贫局').matchId).toBeNull();
  });
});
