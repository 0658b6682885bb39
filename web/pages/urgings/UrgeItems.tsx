import { Button } from 'antd';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useChosen } from '../../shared/useChosen.ts';
import { ItemTable } from '../todo/ItemTable.tsx';
import { UrgeButton } from './UrgeButton.tsx';

/** A table of items in which those that may be urged can be chosen and urged together. */
export function UrgeItems(table: Omit<ComponentProps<typeof ItemTable>, 'chosen'>) {
  const { t } = useTranslation();
  const chosen = useChosen();
  const open = table.items.filter((item) => item.can.urge).map((item) => item.id);
  if (open.length === 0) return <ItemTable {...table} />;
  // What a filter has taken from the list is not urged unseen.
  const shown = [...chosen.ids].filter((id) => open.includes(id));
  return (
    <>
      <div className="form-actions">
        <Button onClick={() => chosen.choose(open)}>{t('urging.chooseAll')}</Button>
        <UrgeButton of={{ workItemIds: shown }} onDone={chosen.forget} />
      </div>
      <ItemTable {...table} chosen={chosen} />
    </>
  );
}
