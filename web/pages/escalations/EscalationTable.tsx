import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Escalation } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { useExplained } from './useExplained.ts';

interface Props {
  escalations: Escalation[];
  empty: ReactNode;
}

export function needsDecision(escalation: Escalation): boolean {
  const { approve, release, sign, talk, acknowledge, recordOutcome } = escalation.can;
  return approve || talk || release || sign || acknowledge || recordOutcome;
}

export function EscalationTable({ escalations, empty }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const label = useLabel();
  const explained = useExplained();
  const stateInWords = (row: Escalation) => {
    if (row.liftedOn !== null) return t('objection.liftedShort');
    return row.can.talk ? t(`talk.stages.${row.talkState ?? 'APPROVED'}`) : label('escalationState', row.state);
  };
  return (
    <DataTable
      label={t('escalation.list')}
      rows={escalations}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          key: 'rung',
          title: t('escalation.rung'),
          head: true,
          width: 150,
          render: (row) => (
            <Link to={`/escalations/${row.id}`} className="strong">
              {words(row.rungLabel)}
            </Link>
          ),
        },
        { key: 'unit', title: t('item.unit'), render: (row) => row.unit?.name ?? '—' },
        {
          key: 'of',
          title: t('escalation.of'),
          render: (row) => (
            <span className="two-lines">
              <Link to={`/items/${row.workItemId}`}>
                {words(row.kindLabel)}
                {row.measureTitle !== null && ` · ${row.measureTitle}`}
              </Link>
              {row.planTitle !== row.measureTitle && <span className="muted">{row.planTitle}</span>}
            </span>
          ),
        },
        {
          key: 'over',
          title: t('escalation.overdue'),
          align: 'right',
          width: 100,
          render: (row) => row.overdueWorkingDays,
        },
        {
          key: 'reached',
          title: t('escalation.reachedOn'),
          width: 104,
          render: (row) => <span className="day">{row.reachedOn}</span>,
        },
        {
          key: 'state',
          title: t('item.state'),
          width: 130,
          render: (row) => (
            <span className="two-lines">
              <span>{stateInWords(row)}</span>
              {explained(row) !== null && <span className="muted">{explained(row)}</span>}
              {needsDecision(row) && <span className="needs">{t('escalation.needsYou')}</span>}
            </span>
          ),
        },
      ]}
    />
  );
}
