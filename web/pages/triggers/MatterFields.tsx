import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../shared/Field.tsx';
import { LeaderField } from '../../shared/LeaderField.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { isRhythm } from './values.ts';
import type { PartProps } from './WhenFields.tsx';

/** Whether it begins for measures or opens a matter of its own, and by what. */
export function MatterFields({ values, set, settled }: PartProps & { settled: boolean }) {
  const { t } = useTranslation();
  const onlyMatter = values.by === 'MEASURE_CLOSED';
  const aboutMeasure = !isRhythm(values.by) && values.by !== 'PLAN_LAUNCHED';
  return (
    <>
      {!settled && (
        <Field label={t('trigger.what')} group help={onlyMatter ? t('trigger.onlyMatter') : undefined}>
          {() => (
            <Radio.Group
              value={values.opensMatter}
              onChange={(event) => set({ opensMatter: event.target.value === true })}
              options={[
                { value: false, label: t('trigger.forMeasures'), disabled: onlyMatter },
                { value: true, label: t('matter.open') },
              ]}
            />
          )}
        </Field>
      )}
      {values.opensMatter && (
        <>
          <Field label={t('matter.name')} required help={t(aboutMeasure ? 'trigger.titleOf' : 'trigger.titleOn')}>
            {(id) => (
              <Input
                id={id}
                maxLength={150}
                value={values.title}
                onChange={(event) => set({ title: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('matter.role.RESPONSIBLE')} help={t(aboutMeasure ? 'trigger.unitsOf' : 'trigger.unitsOn')}>
            {(id) => <PartiesSelect id={id} noun="units" value={values.units} onChange={(units) => set({ units })} />}
          </Field>
          {!aboutMeasure && values.units.length === 0 && (
            <Field label={t('trigger.allPlanUnits')}>
              {(id) => (
                <Checkbox
                  id={id}
                  checked={values.allPlanUnits}
                  onChange={(event) => set({ allPlanUnits: event.target.checked })}
                />
              )}
            </Field>
          )}
          <LeaderField postId={values.leaderPostId} onChange={(leaderPostId) => set({ leaderPostId })} />
          <Field label={t('trigger.withinDays')} help={t('trigger.withinHelp')}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={366}
                precision={0}
                value={values.withinDays}
                onChange={(withinDays) => set({ withinDays })}
              />
            )}
          </Field>
        </>
      )}
    </>
  );
}
