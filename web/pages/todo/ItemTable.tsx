import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import type { Chosen } from '../../shared/useChosen.ts';
import { itemColumns, type Show } from './itemColumns.tsx';

interface Props {
  label: string;
  items: WorkItem[];
  show: Show[];
  empty: ReactNode;
  /** Lets those that may be urged be chosen. */
  chosen?: Chosen;
}

export function ItemTable({ label, items, show, empty, chosen }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const choosing = (): Column<WorkItem> => ({
    key: 'choose',
    title: t('urging.choose'),
    width: 60,
    render: (item) =>
      item.can.urge && (
        <Checkbox
          aria-label={t('urging.chooseOne', { what: words(item.kindLabel), of: item.measureTitle ?? item.planTitle })}
          checked={chosen?.ids.has(item.id)}
          onChange={() => chosen?.toggle(item.id)}
        />
      ),
  });
  return (
    <DataTable
      label={label}
      columns={chosen ? [choosing(), ...itemColumns(t, words, show)] : itemColumns(t, words, show)}
      rows={items}
      rowKey={(item) => item.id}
      rowClass={(item) => (item.late && item.daysLeft !== null ? 'over' : undefined)}
      empty={empty}
    />
  );
}
