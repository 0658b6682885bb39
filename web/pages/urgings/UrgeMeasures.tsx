import { Button } from 'antd';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../../data/session.tsx';
import { useChosen } from '../../shared/useChosen.ts';
import { MeasureTable, mayBeUrged } from '../register/MeasureTable.tsx';
import { UrgeButton } from './UrgeButton.tsx';

/** The register in which the office and leaders choose measures and urge what is overdue or due soon in them. */
export function UrgeMeasures(table: Omit<ComponentProps<typeof MeasureTable>, 'chosen'>) {
  const { t } = useTranslation();
  const { user } = useSession();
  const chosen = useChosen();
  const lit = table.measures.filter(mayBeUrged).map((row) => row.id);
  if (lit.length === 0 || !hasRole(user, 'OFFICE', 'LEADER', 'CHIEF_LEADER')) return <MeasureTable {...table} />;
  const shown = [...chosen.ids].filter((id) => lit.includes(id));
  return (
    <>
      <div className="form-actions">
        <Button onClick={() => chosen.choose(lit)}>{t('urging.chooseLit')}</Button>
        <UrgeButton of={{ measureIds: shown }} onDone={chosen.forget} />
      </div>
      <MeasureTable {...table} chosen={chosen} />
    </>
  );
}
