import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft, LaunchSettings } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { nameOf } from '../../shared/Names.tsx';
import { PartySelect } from '../../shared/PartySelect.tsx';
import { createValue, isUndecided, MatchNote, useFirstOptions } from './MatchNote.tsx';
import type { DraftHandle } from './useDraft.ts';

type Leader = Draft['resolution']['leaders'][number];
type Choice = LaunchSettings['leaders'][string];

/** For each leader's name: a post that exists, or a person and post to be created. */
export function LeaderChoices({ handle, leaders }: { handle: DraftHandle; leaders: Leader[] }) {
  const { t } = useTranslation();
  const firstOptions = useFirstOptions();
  const { settings, draft } = handle;
  const set = (name: string, choice: Choice) => handle.decide({ leaders: { [name]: choice } });
  const fresh = ({ printed }: Leader): Choice => ({
    create: { personName: printed.name, title: printed.title || t('draft.leaderTitle') },
  });
  const choiceOf = (leader: Leader): Choice =>
    settings.leaders[leader.name] ?? (leader.matchId === null ? fresh(leader) : { usePostId: leader.matchId });
  const known = draft.options.leaderPosts.map((post) => ({ id: post.id, name: `${nameOf(post)}（${post.title}）` }));
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
              <PartySelect
                noun="posts"
                kind="LEADER,CHIEF_LEADER"
                aria-label={`${row.name} ${t('draft.becomes')}`}
                className="wide-control"
                known={known}
                first={firstOptions(row)}
                value={'usePostId' in choice ? choice.usePostId : createValue}
                onChange={(value) =>
                  set(row.name, value === null || value === createValue ? fresh(row) : { usePostId: value })
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
              undecided={isUndecided(draft, 'leaders', row.name)}
              onConfirm={() => set(row.name, choiceOf(row))}
            />
          ),
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
