import { useTranslation } from 'react-i18next';
import type { MeasureRow } from '../../data/types.ts';

/** Where units were given more time than the document says: until when, and whose where several answer for it. */
export function Extended({ measure }: { measure: MeasureRow }) {
  const { t } = useTranslation();
  const { deadline, leadUnits, responsibleUnits } = measure;
  const several = (leadUnits.length > 0 ? leadUnits : responsibleUnits).length > 1;
  return deadline.extended.map(({ unit, dueOn, originalDueOn }) => (
    <span key={unit.id} className="muted">
      {t(several ? 'extension.untilOf' : 'extension.until', { unit: unit.name, on: dueOn, from: originalDueOn })}
    </span>
  ));
}

/** 完成时限 as printed, with what was granted beyond it. */
export function Deadline({ measure }: { measure: MeasureRow }) {
  return (
    <span className="two-lines">
      <span>{[measure.deadline.text, measure.deadline.date].filter(Boolean).join(' · ') || '—'}</span>
      <Extended measure={measure} />
    </span>
  );
}
