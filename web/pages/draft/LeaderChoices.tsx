import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { nameOf } from '../../shared/Names.tsx';
import { PartySelect } from '../../shared/PartySelect.tsx';
import { candidateOf, type LeaderChoice, leaderChoice } from './leaderChoice.ts';
import { createValue, isUndecided, MatchNote, useFirstOptions } from './MatchNote.tsx';
import type { DraftHandle } from './useDraft.ts';

type Leader = Draft['resolution']['leaders'][number];

/** For each leader's name: a post that exists, or a person and post to be created. */
export function LeaderChoices({ handle, leaders }: { handle: DraftHandle; leaders: Leader[] }) {
  const { t } = useTranslation();
  const firstOptions = useFirstOptions();
  const { settings, draft } = handle;
  const set = (name: string, choice: LeaderChoice) => handle.decide({ leaders: { [name]: choice } });
  const choose = (leader: Leader, id: string | null) => leaderChoice(leader, id, t('draft.leaderTitle'));
  const choiceOf = (leader: Leader): LeaderChoice => settings.leaders[leader.name] ?? choose(leader, leader.matchId);
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
                value={candidateOf(choice) ?? createValue}
                onChange={(value) => set(row.name, choose(row, value === createValue ? null : value))}
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
            const parts =
              choice.create.personId === undefined ? (['personName', 'title'] as const) : (['title'] as const);
            return (
              <span className="row-actions">
                {parts.map((part) => (
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
