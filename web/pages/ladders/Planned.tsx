import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { LadderList } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { LadderPicture } from './LadderPicture.tsx';

type Row = LadderList['planned'][number];

/** A version of a ladder that waits for its day, or that could not be saved on it. */
function PlannedOne({ row, admin }: { row: Row; admin: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const send = useSend();
  return (
    <Section title={t('ladders.plannedOf', { name: row.name })}>
      <Facts
        facts={[
          { label: t('ladders.effective'), value: row.fromDay },
          { label: t('calendar.reason'), value: row.reason },
          { label: t('calendar.savedBy'), value: row.madeBy },
          { label: t('calendar.savedOn'), value: row.madeOn },
        ]}
      />
      {row.refusal !== null && <p className="problem">{t('ladders.notSaved', { why: words(row.refusal) })}</p>}
      <LadderPicture label={t('ladders.picture')} rungs={row.ladder.rungs} />
      <Problem problem={send.error} />
      {admin && (
        <div className="form-actions">
          <Popconfirm
            title={t(row.refusal ? 'measure.planned.putAsideSure' : 'ladders.takeBackSure')}
            okText={t(row.refusal ? 'unit.putAside' : 'ladders.takeBack')}
            cancelText={t('action.cancel')}
            onConfirm={() => send.mutate({ path: `/ladders/planned/${row.id}/cancel` })}
          >
            <Button>{t(row.refusal ? 'unit.putAside' : 'ladders.takeBack')}</Button>
          </Popconfirm>
        </div>
      )}
    </Section>
  );
}

/** Versions of ladders that wait for their day, and those that could not be saved on it. */
export function Planned({ rows, admin }: { rows: Row[]; admin: boolean }) {
  return rows.map((row) => <PlannedOne key={row.id} row={row} admin={admin} />);
}
