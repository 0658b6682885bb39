import i18next from 'i18next';
import type { DefinitionRow } from '../../web/data/types.ts';
import { zh } from '../../web/i18n/zh.ts';
import { plansToOffer, versionsToOffer, versionToBegin } from '../../web/pages/rehearse/choices.ts';

const translator = i18next.createInstance();
beforeAll(() => translator.init({ lng: 'zh', resources: { zh: { translation: zh } } }));

type Version = DefinitionRow['versions'][number];
const version = (number: number, running: number, state: Version['state'] = 'PUBLISHED'): Version => ({
  ...{ version: number, running, state, publishedOn: '2019-12-02' },
});
const definition = (
  id: string,
  purpose: DefinitionRow['purpose'],
  versions: Version[],
  drawn = false,
): DefinitionRow => ({
  ...{ id, key: id, name: id, purpose, versions },
  draft: drawn
    ? { state: 'DRAFT', revision: 7, basedOn: 1, updatedBy: '管理员', updatedAt: '2026-11-28T00:00:00Z', note: null }
    : null,
});

const group = definition('补充成员', 'GROUP', [version(1, 9)]);
const unit = definition('单位任务', 'UNIT_IN_PLAN', [version(1, 40)]);
const measures = definition('措施', 'MEASURE', [version(3, 2), version(2, 5), version(1, 8, 'RETIRED')], true);

it('the version that most measures run by is chosen at first, unless another is asked for', () => {
  const all = [group, unit, measures];
  expect(versionToBegin(all, null)).toBe('措施 2');
  expect(versionToBegin(all, '单位任务 1')).toBe('单位任务 1');
  expect(versionToBegin(all, '措施 draft')).toBe('措施 draft');
  expect(versionToBegin(all, '补充成员 1')).toBe('措施 2');
  expect(versionToBegin([group, unit], null)).toBe('单位任务 1');
  expect(versionToBegin([group], null)).toBeNull();
});

it('what is retired or yet a draft says so', () => {
  expect(versionsToOffer([group, measures], translator.t).map(({ label }) => label)).toEqual([
    ...['措施 · 草稿第7稿', '措施 v3', '措施 v2', '措施 v1（已停用）'],
  ]);
});

it('plans of one title are told apart by the day of their launch, drafts by who imported them, when they were changed and how often, else by number', () => {
  const draft = (id: string, more: object = {}) => ({
    ...{ id, title: '方案', measures: 10, launchedOn: null },
    draft: { version: 1, changedOn: '2019-12-02', importedBy: '周明', ...more },
  });
  const launched = (id: string, launchedOn: string) => ({ id, title: '方案', measures: 10, launchedOn, draft: null });
  const labels = plansToOffer(
    [launched('p', '2020-03-02'), launched('q', '2019-12-02'), draft('a'), draft('b', { version: 3 }), draft('c')],
    translator.t,
  ).map(({ label }) => label);
  expect(labels).toEqual([
    '方案（2020-03-02 启动，10 项措施）',
    '方案（2019-12-02 启动，10 项措施）',
    '方案（未启动，周明导入，2019-12-02 第1稿，10 项措施）',
    '方案（未启动，周明导入，2019-12-02 第3稿，10 项措施）',
    '方案（未启动，周明导入，2019-12-02 第1稿，10 项措施） · 2',
  ]);
});
