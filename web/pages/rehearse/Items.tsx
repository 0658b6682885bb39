import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rehearsal, RehearsedItem } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { isStepped } from './stepping.ts';
import { itemKey, useItemWords } from './words.ts';

const page = 50;

interface Props {
  rehearsal: Rehearsal;
  onStep: (item: RehearsedItem) => void;
}

/** Item after item by the day of opening, as the processes would run. */
export function Items({ rehearsal, onStep }: Props) {
  const { t } = useTranslation();
  const { holderOf, subjectOf, outcomeOf, rungsOf } = useItemWords();
  const [shown, setShown] = useState(page);
  const left = rehearsal.itemCount - rehearsal.items.length;
  return (
    <>
      <DataTable
        label={t('rehearse.items')}
        rows={rehearsal.items.slice(0, shown)}
        rowKey={itemKey}
        empty={t('rehearse.nothing')}
        columns={[
          { key: 'name', title: t('rehearse.item'), head: true, render: (row) => `${row.name} · ${subjectOf(row)}` },
          { key: 'holder', title: t('designer.who'), render: holderOf },
          {
            key: 'opened',
            title: t('rehearse.openedOn'),
            render: (row) => <span className="day">{row.openedOn}</span>,
          },
          { key: 'due', title: t('rehearse.dueOn'), render: (row) => <span className="day">{row.dueOn ?? '—'}</span> },
          {
            key: 'closed',
            title: t('rehearse.closedOn'),
            render: (row) => (
              <span className="day">
                {row.closedOn} {outcomeOf(row)}
              </span>
            ),
          },
          { key: 'rungs', title: t('rehearse.rungs'), render: (row) => rungsOf(row) || '—' },
          {
            key: 'step',
            title: t('rehearse.steps'),
            render: (row) =>
              isStepped(row) && (
                <Button
                  size="small"
                  aria-label={`${t('rehearse.watch')}：${row.name} · ${subjectOf(row)}`}
                  onClick={() => onStep(row)}
                >
                  {t('rehearse.watch')}
                </Button>
              ),
          },
        ]}
      />
      {shown < rehearsal.items.length && <Button onClick={() => setShown(shown + page)}>{t('list.more')}</Button>}
      {left > 0 && <p className="muted">{t('rehearse.notListed', { n: left })}</p>}
    </>
  );
}
