import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft, LaunchSettings } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { isUndecided, MatchNote } from './MatchNote.tsx';
import type { DraftHandle } from './useDraft.ts';

type Group = Draft['resolution']['units'][number];
type Choice = LaunchSettings['groups'][string];

/** Who a name like 各乡镇党委、政府 stands for; an empty group must be filled or marked 待补. */
export function GroupChoices({ handle, groups }: { handle: DraftHandle; groups: Group[] }) {
  const { t } = useTranslation();
  const { settings, draft } = handle;
  const set = (name: string, choice: Choice) => handle.decide({ groups: { [name]: choice } });
  const { units } = draft.options;
  const choiceOf = (group: Group): Choice => settings.groups[group.name] ?? { members: [] };
  return (
    <DataTable
      label={t('draft.groupsTable')}
      rows={groups}
      rowKey={(row) => row.name}
      empty={t('draft.noGroups')}
      columns={[
        { key: 'name', title: t('draft.nameInDocument'), head: true, render: (row) => <strong>{row.name}</strong> },
        {
          key: 'who',
          title: t('draft.standsFor'),
          render: (row) => {
            const choice = choiceOf(row);
            return (
              <Select
                aria-label={`${row.name} ${t('draft.standsFor')}`}
                className="wide-control"
                value={typeof choice.members === 'string' ? choice.members : 'chosen'}
                options={(['allTownships', 'allUnits', 'chosen'] as const).map((value) => ({
                  value,
                  label: t(`draft.group.${value}`),
                }))}
                onChange={(value: 'allTownships' | 'allUnits' | 'chosen') =>
                  set(row.name, { ...choice, members: value === 'chosen' ? [] : value })
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
              undecided={isUndecided(draft, 'groups', row.name)}
              onConfirm={() => set(row.name, choiceOf(row))}
            />
          ),
        },
        {
          key: 'members',
          title: t('org.members'),
          render: (row) => {
            const choice = choiceOf(row);
            if (typeof choice.members === 'string') return '—';
            return (
              <PartiesSelect
                noun="units"
                aria-label={`${row.name} ${t('org.members')}`}
                className="wide-control"
                known={units}
                value={choice.members}
                onChange={(members) => set(row.name, { ...choice, members })}
              />
            );
          },
        },
        {
          key: 'pending',
          title: t('draft.pending'),
          width: 90,
          render: (row) => {
            const choice = choiceOf(row);
            return (
              <Checkbox
                aria-label={`${row.name} ${t('draft.pending')}`}
                checked={choice.pending ?? false}
                onChange={(event) => set(row.name, { ...choice, pending: event.target.checked })}
              />
            );
          },
        },
      ]}
    />
  );
}
