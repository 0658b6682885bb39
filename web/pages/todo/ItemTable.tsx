import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { itemColumns, type Show } from './itemColumns.tsx';

interface Props {
  label: string;
  items: WorkItem[];
  show: Show[];
  empty: ReactNode;
}

export function ItemTable({ label, items, show, empty }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <DataTable
      label={label}
      columns={itemColumns(t, words, show)}
      rows={items}
      rowKey={(item) => item.id}
      rowClass={(item) => (item.daysLeft !== null && item.daysLeft < 0 ? 'over' : undefined)}
      empty={empty}
    />
  );
}
