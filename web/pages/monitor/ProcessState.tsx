import { useTranslation } from 'react-i18next';
import type { Monitored } from '../../data/types.ts';

/** The state of a process; `reasons`: with what keeps a stuck one. */
export function ProcessState({ row, reasons = false }: { row: Monitored; reasons?: boolean }) {
  const { t } = useTranslation();
  if (row.faults.length === 0) {
    return <span className="state">{t(row.paused ? 'monitor.state.PAUSED' : `processStatus.${row.status}`)}</span>;
  }
  const kinds = [...new Set(row.faults.map(({ kind }) => t(`monitor.fault.${kind}`)))];
  return (
    <>
      <span className="state state-returned">{t('monitor.state.STUCK')}</span>
      {reasons && ` ${kinds.join(t('monitor.and'))}`}
    </>
  );
}
