import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft, LaunchSettings } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { nameOf } from '../../shared/Names.tsx';
import type { DraftHandle } from './useDraft.ts';

type Leader = Draft['resolution']['leaders'][number];
type Choice = LaunchSettings['leaders'][string];

const createValue = '';

/** For each leader's name: a post that exists, or a person and post to be created. */
export function LeaderChoices({ handle, leaders }: { handle: DraftHandle; leaders: Leader[] }) {
  const { t } = useTranslation();
  const { settings, draft } = handle;
  const set = (name: string, choice: Choice) =>
    handle.changeSettings((old) => ({ ...old, leaders: { ...old.leaders, [name]: choice } }));
  const fresh = (name: string): Choice => ({ create: { personName: name, title: t('draft.leaderTitle') } });
  const choiceOf = (leader: Leader): Choice =>
    settings.leaders[leader.name] ??
    (leader.matchPostId === null ? fresh(leader.name) : { usePostId: leader.matchPostId });
  const posts = draft.options.leaderPosts.map((post) => ({
    value: post.id,
    label: `${nameOf(post)}（${post.title}）`,
  }));
  return (
    <DataTable
      label={t('draft.leadersTable')}
      rows={leaders}
      rowKey={(row) => row.name}
      empty={t('draft.noLeaders')}
      columns={[
        { key: 'name', title: t('draft.nameInDocument'), head: true, render: (row) => <strong>{row.name}</strong> },
        {
          key: 'use',
          title: t('draft.becomes'),
          render: (row) => {
            const choice = choiceOf(row);
            return (
              <Select
                aria-label={`${row.name} ${t('draft.becomes')}`}
                className="wide-control"
                showSearch={{ optionFilterProp: 'label' }}
                value={'usePostId' in choice ? choice.usePostId : createValue}
                options={[{ value: createValue, label: t('draft.createNew') }, ...posts]}
                onChange={(value) => set(row.name, value === createValue ? fresh(row.name) : { usePostId: value })}
              />
            );
          },
        },
        {
          key: 'new',
          title: t('draft.newLeader'),
          render: (row) => {
            const choice = choiceOf(row);
            if ('usePostId' in choice) return '—';
            return (
              <span className="row-actions">
                {(['personName', 'title'] as const).map((part) => (
                  <Input
                    key={part}
                    aria-label={`${row.name} ${t(`draft.leader.${part}`)}`}
                    value={choice.create[part]}
                    onChange={(event) => set(row.name, { create: { ...choice.create, [part]: event.target.value } })}
                  />
                ))}
              </span>
            );
          },
        },
      ]}
    />
  );
}
