import { Button } from 'antd';
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../../data/session.tsx';
import type { MeasureRow } from '../../data/types.ts';
import { useChosen } from '../../shared/useChosen.ts';
import { MeasureTable, mayBeUrged } from '../register/MeasureTable.tsx';
import { SeveralForm } from '../register/SeveralDeadlines.tsx';
import { UrgeButton } from './UrgeButton.tsx';

interface Props extends Omit<ComponentProps<typeof MeasureTable>, 'chosen'> {
  /** The plan that they are all of: running ones may be given another deadline together. */
  planId?: string;
}

const isRunning = ({ state }: MeasureRow) => state === 'RUNNING';

/** The register in which the office and leaders choose measures: to urge what is overdue or due soon, to date them anew. */
export function UrgeMeasures({ planId, ...table }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const chosen = useChosen();
  const [dating, setDating] = useState(false);
  const may = planId === undefined ? mayBeUrged : isRunning;
  const offered = table.measures.filter(may);
  if (offered.length === 0 || !hasRole(user, 'OFFICE', 'LEADER', 'CHIEF_LEADER')) return <MeasureTable {...table} />;
  const shown = offered.filter((row) => chosen.ids.has(row.id));
  const ids = (rows: MeasureRow[]) => rows.map((row) => row.id);
  return (
    <>
      <div className="form-actions">
        <Button onClick={() => chosen.choose(ids(table.measures.filter(mayBeUrged)))}>{t('urging.chooseLit')}</Button>
        {planId !== undefined && (
          <>
            <Button onClick={() => chosen.choose(ids(offered))}>{t('several.chooseAll')}</Button>
            <Button disabled={shown.length === 0} onClick={() => setDating(true)}>
              {t('several.title', { n: shown.length })}
            </Button>
          </>
        )}
        <UrgeButton of={{ measureIds: ids(shown.filter(mayBeUrged)) }} onDone={chosen.forget} />
      </div>
      {planId !== undefined && dating && shown.length > 0 && (
        <SeveralForm key={ids(shown).join()} planId={planId} ids={ids(shown)} onClose={() => setDating(false)} />
      )}
      <MeasureTable {...table} chosen={{ ...chosen, may }} />
    </>
  );
}
