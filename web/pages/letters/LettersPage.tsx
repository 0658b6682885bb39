import { App, Button, Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { letterKindFacts, letterKinds } from '../../../domain/letters/kinds.ts';
import { useList, useSend } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { LetterRow, SignAnswer } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { FilterSelect, type FilterSelectProps, useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';

const states = ['DRAFT', 'SIGNED', 'WITHDRAWN'] as const;
const waits = ['receipt', 'answer', 'overdue'] as const;

/** Whether the unit has the letter and has answered it. */
function AnswerState({ row }: { row: LetterRow }) {
  const { t } = useTranslation();
  if (row.state !== 'SIGNED') return '—';
  if (row.liftedOn !== null) return t('objection.liftedShort');
  if (row.answer?.answeredOn) return t('letter.answered');
  if (row.answer?.overdue) return <Tag color="red">{t('letter.answerOverdue')}</Tag>;
  if (row.receivedOn === null) return t('letter.waits.receipt');
  return row.answer === null ? t('letter.received') : t('letter.waits.answer');
}

/** Letters, and the signing of many at once: each gets its number as it is signed. */
export function LettersPage() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { get } = useFilters();
  const words = useWords();
  const wanted = Object.fromEntries(['state', 'kind', 'waiting'].map((key) => [key, get(key)]));
  const list = useList<LetterRow>(`/letters${queryString(wanted)}`);
  const [chosen, setChosen] = useState<string[]>([]);
  const send = useSend<SignAnswer>((answer) => {
    setChosen([]);
    void modal.info({
      title: t('letter.signedTitle', { n: answer.signed.length }),
      content: (
        <>
          <p>
            {answer.signed
              .map((letter) => letter.number)
              .sort((a, b) => a.localeCompare(b, 'zh', { numeric: true }))
              .join('、')}
          </p>
          {answer.stale.length > 0 && <p>{t('letter.staleMeanwhile', { n: answer.stale.length })}</p>}
          {answer.explaining.length > 0 && <p>{t('letter.explaining', { n: answer.explaining.length })}</p>}
          {answer.withdrawn.length > 0 && <p>{t('letter.withdrawnMeanwhile', { n: answer.withdrawn.length })}</p>}
        </>
      ),
    });
  });
  const signable = (list.items ?? []).filter((letter) => letter.can.sign);
  const picked = chosen.filter((id) => signable.some((letter) => letter.id === id));
  const toggle = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  const filters: FilterSelectProps[] = [
    {
      name: 'state',
      label: t('item.state'),
      options: states.map((value) => ({ value, label: t(`letterState.${value}`) })),
    },
    {
      name: 'kind',
      label: t('letter.kind'),
      options: letterKinds.map((value) => ({ value, label: words(letterKindFacts[value].label) })),
    },
    {
      name: 'waiting',
      label: t('letter.waiting'),
      options: waits.map((value) => ({ value, label: t(`letter.waits.${value}`) })),
    },
  ];
  return (
    <Page title={t('letter.listTitle')}>
      <div className="filters">
        {filters.map((filter) => (
          <FilterSelect key={filter.name} {...filter} />
        ))}
        {signable.length > 0 && (
          <div className="form-actions">
            <Checkbox
              checked={picked.length === signable.length}
              indeterminate={picked.length > 0 && picked.length < signable.length}
              onChange={(event) => setChosen(event.target.checked ? signable.map((letter) => letter.id) : [])}
            >
              {t('letter.all')}
            </Checkbox>
            <Button
              type="primary"
              disabled={picked.length === 0}
              loading={send.isPending}
              onClick={() => send.mutate({ path: '/letters/sign', body: { ids: picked } })}
            >
              {t('letter.sign', { n: picked.length })}
            </Button>
          </div>
        )}
      </div>
      <Problem problem={send.error} />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(letters) => (
          <>
            <DataTable
              label={t('letter.listTitle')}
              rows={letters}
              rowKey={(row) => row.id}
              empty={t('letter.empty')}
              columns={[
                {
                  key: 'choose',
                  title: t('letter.choose'),
                  width: 56,
                  render: (row) =>
                    row.can.sign ? (
                      <Checkbox
                        checked={picked.includes(row.id)}
                        aria-label={t('letter.chooseOne', { title: row.title, unit: row.unit?.name ?? '' })}
                        onChange={(event) => toggle(row.id, event.target.checked)}
                      />
                    ) : (
                      ''
                    ),
                },
                {
                  key: 'title',
                  title: t('letter.title'),
                  head: true,
                  render: (row) => (
                    <Link to={`/letters/${row.id}`} className="strong">
                      {row.title}
                    </Link>
                  ),
                },
                { key: 'kind', title: t('letter.kind'), width: 110, render: (row) => words(row.kindLabel) },
                { key: 'number', title: t('letter.number'), render: (row) => row.number ?? t('letter.noNumber') },
                { key: 'unit', title: t('item.unit'), render: (row) => row.unit?.name ?? '—' },
                { key: 'measure', title: t('escalation.measure'), render: (row) => row.measureTitle ?? '—' },
                { key: 'state', title: t('item.state'), width: 80, render: (row) => t(`letterState.${row.state}`) },
                { key: 'answer', title: t('letter.answer'), width: 120, render: (row) => <AnswerState row={row} /> },
                {
                  key: 'day',
                  title: t('letter.day'),
                  width: 104,
                  render: (row) => <span className="day">{row.signedOn ?? row.withdrawnOn ?? row.draftedOn}</span>,
                },
              ]}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
