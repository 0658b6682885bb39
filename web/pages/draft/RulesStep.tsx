import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../shared/Field.tsx';
import { nameOf } from '../../shared/Names.tsx';
import { Section } from '../../shared/Section.tsx';
import { PeriodEditor } from './PeriodEditor.tsx';
import { PlanFields } from './PlanFields.tsx';
import type { DraftHandle } from './useDraft.ts';
import { YearEditor } from './YearEditor.tsx';

type Key = 'measureVersionId' | 'unitVersionId' | 'ladderId' | 'officeUnitId' | 'approverPostId';

/** The plan's own facts, its periods, and which rules it runs by. */
export function RulesStep({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  const { settings, draft } = handle;
  const options = draft.options;
  const listed = (list: { id: string; name: string }[]) =>
    list.map((entry) => ({ value: entry.id, label: entry.name }));
  const set = (key: Key, value: string | null) => handle.decide({ [key]: value });
  const selects: { key: Key; options: { value: string; label: string }[]; clear?: boolean }[] = [
    { key: 'measureVersionId', options: listed(options.measureVersions) },
    { key: 'unitVersionId', options: listed(options.unitVersions) },
    { key: 'ladderId', options: listed(options.ladders) },
    { key: 'officeUnitId', options: listed(options.units) },
    {
      key: 'approverPostId',
      clear: true,
      options: options.leaderPosts.map((post) => ({ value: post.id, label: `${nameOf(post)}（${post.title}）` })),
    },
  ];
  return (
    <>
      <PlanFields handle={handle} />
      <Section title={t('plans.periods')}>
        <PeriodEditor periods={settings.periods} onChange={(periods) => handle.decide({ periods })} />
        <YearEditor
          years={settings.assessmentYears}
          onChange={(assessmentYears) => handle.decide({ assessmentYears })}
        />
      </Section>
      <Section title={t('draft.rulesTitle')}>
        <div className="narrow-form">
          {selects.map((select) => (
            <Field key={select.key} label={t(`draft.rule.${select.key}`)} help={t(`draft.ruleHelp.${select.key}`)}>
              {(id) => (
                <Select
                  id={id}
                  allowClear={select.clear}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={settings[select.key] || undefined}
                  options={select.options}
                  onChange={(value: string | undefined) => set(select.key, value ?? null)}
                />
              )}
            </Field>
          ))}
        </div>
      </Section>
    </>
  );
}
