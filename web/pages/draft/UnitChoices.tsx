import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft, LaunchSettings } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { PartySelect } from '../../shared/PartySelect.tsx';
import { unitKinds } from '../organisation/unitKinds.ts';
import { createValue, isUndecided, MatchNote, useFirstOptions } from './MatchNote.tsx';
import type { DraftHandle } from './useDraft.ts';

type Unit = Draft['resolution']['units'][number];
type Choice = LaunchSettings['units'][string];
type Kind = Extract<Choice, { create: unknown }>['create']['kind'];

function choiceOf(settings: LaunchSettings, unit: Unit): Choice {
  const chosen = settings.units[unit.name];
  if (chosen !== undefined) return chosen;
  return unit.matchId === null ? { create: { name: unit.name, kind: 'DEPARTMENT' } } : { use: unit.matchId };
}

/** For each unit's name: an existing unit, or a new one of a kind. */
export function UnitChoices({ handle, units }: { handle: DraftHandle; units: Unit[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  const firstOptions = useFirstOptions();
  const { settings, draft } = handle;
  const set = (name: string, choice: Choice) => handle.decide({ units: { [name]: choice } });
  return (
    <DataTable
      label={t('draft.unitsTable')}
      rows={units}
      rowKey={(row) => row.name}
      empty={t('draft.noUnits')}
      columns={[
        { key: 'name', title: t('draft.nameInDocument'), head: true, render: (row) => <strong>{row.name}</strong> },
        {
          key: 'use',
          title: t('draft.becomes'),
          render: (row) => {
            const choice = choiceOf(settings, row);
            return (
              <PartySelect
                noun="units"
                aria-label={`${row.name} ${t('draft.becomes')}`}
                className="wide-control"
                known={draft.options.units}
                first={firstOptions(row)}
                value={'use' in choice ? choice.use : createValue}
                onChange={(value) =>
                  set(
                    row.name,
                    value === null || value === createValue
                      ? { create: { name: row.name, kind: 'DEPARTMENT' } }
                      : { use: value },
                  )
                }
              />
            );
          },
        },
        {
          key: 'why',
          title: t('draft.match.title'),
          render: (row) => (
            <MatchNote
              match={row}
              undecided={isUndecided(draft, 'units', row.name)}
              onConfirm={() => set(row.name, choiceOf(settings, row))}
            />
          ),
        },
        {
          key: 'new',
          title: t('draft.newUnit'),
          render: (row) => {
            const choice = choiceOf(settings, row);
            if ('use' in choice) return '—';
            return (
              <span className="row-actions">
                <Input
                  aria-label={`${row.name} ${t('org.name')}`}
                  value={choice.create.name}
                  onChange={(event) => set(row.name, { create: { ...choice.create, name: event.target.value } })}
                />
                <Select
                  aria-label={`${row.name} ${t('org.kind')}`}
                  className="kind-control"
                  value={choice.create.kind}
                  options={unitKinds.map((value) => ({ value: value as Kind, label: label('unitKind', value) }))}
                  onChange={(kind) => set(row.name, { create: { ...choice.create, kind } })}
                />
              </span>
            );
          },
        },
      ]}
    />
  );
}
