import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { instanceStates } from '../../../domain/monitoring.ts';
import type { DefinitionStanding, MonitorChoices } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { FilterSelect, useFilters } from '../../shared/FilterSelect.tsx';
import { PartySelect } from '../../shared/PartySelect.tsx';

/** Its filters as the address has them, which are those that the server knows. */
export const filterNames = ['definitionId', 'versionId', 'state', 'planId', 'unitId', 'elementId', 'q'] as const;

/** A choice that makes others meaningless, which are taken back with it. */
function DefinitionSelect({ choices }: { choices: MonitorChoices }) {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const names = new Map(choices.versions.map(({ definitionId, name }) => [definitionId, name]));
  return (
    <Field label={t('process.name')}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={t('filter.all')}
          value={get('definitionId') ?? undefined}
          options={[...names].map(([value, label]) => ({ value, label }))}
          onChange={(value: string | undefined) =>
            set({ definitionId: value ?? null, versionId: null, elementId: null })
          }
        />
      )}
    </Field>
  );
}

interface Props {
  choices: MonitorChoices;
  /** Of the chosen process; absent while none is chosen. */
  standing: DefinitionStanding | undefined;
}

/** What the list of processes is narrowed by. Version and step may be chosen once a process is. */
export function ProcessFilters({ choices, standing }: Props) {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const definitionId = get('definitionId');
  const versions = choices.versions.filter((one) => one.definitionId === definitionId);
  const steps = standing === undefined ? [] : [...standing.active, ...standing.elsewhere];
  return (
    <search className="filters">
      <FilterSelect
        name="state"
        label={t('item.state')}
        options={instanceStates.map((value) => ({ value, label: t(`monitor.state.${value}`) }))}
      />
      <DefinitionSelect choices={choices} />
      {definitionId !== null && (
        <>
          <FilterSelect
            name="versionId"
            label={t('process.version')}
            options={versions.map(({ versionId, version }) => ({
              value: versionId,
              label: t('monitor.nthVersion', { version }),
            }))}
          />
          <FilterSelect
            name="elementId"
            label={t('process.where')}
            options={steps.map(({ elementId, name, count }) => ({ value: elementId, label: `${name} (${count})` }))}
          />
        </>
      )}
      <FilterSelect
        name="planId"
        label={t('menu.plans')}
        options={choices.plans.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Field label={t('register.unit')}>
        {(id) => (
          <PartySelect
            id={id}
            noun="units"
            allowClear
            value={get('unitId')}
            onChange={(value) => set({ unitId: value })}
          />
        )}
      </Field>
      <Field label={t('monitor.subject')}>
        {(id) => (
          <Input.Search
            key={get('q')}
            id={id}
            allowClear
            defaultValue={get('q') ?? ''}
            onSearch={(text) => set({ q: text.trim() === '' ? null : text.trim() })}
          />
        )}
      </Field>
      {filterNames.some((name) => get(name) !== null) && (
        <Button onClick={() => set(Object.fromEntries(filterNames.map((name) => [name, null])))}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}
