import { useTranslation } from 'react-i18next';
import type { MeasureDraft } from '../../data/types.ts';
import { MeasureEditor } from './MeasureEditor.tsx';

interface Props {
  index: number;
  measure: MeasureDraft;
  passage: string[];
  findings: number;
  open: boolean;
  lit: boolean;
  onHover: (index: number | null) => void;
  onOpen: (open: boolean) => void;
  onChange: (measure: MeasureDraft) => void;
  onRemove: () => void;
}

/** A measure in short; opened, every field of it can be corrected. */
export function MeasureCard(props: Props) {
  const { t } = useTranslation();
  const { index, measure, passage, findings, open, lit, onHover, onOpen, onChange, onRemove } = props;
  const units = [...measure.leadUnits, ...measure.responsibleUnits];
  return (
    <li
      className={lit || open ? 'measure-card lit' : 'measure-card'}
      onPointerEnter={() => onHover(index)}
      onPointerLeave={() => onHover(null)}
    >
      <button type="button" className="measure-card-head" aria-expanded={open} onClick={() => onOpen(!open)}>
        <span className="strong">
          {index + 1}. {measure.title || t('draft.untitled')}
        </span>
        <span className="muted">
          {[
            measure.leaders.join('、') || t('draft.noLeader'),
            units.join('、') || t('draft.noUnit'),
            measure.deadline.text || measure.deadline.date || t('draft.noDeadline'),
            t('draft.indicatorCount', { n: measure.indicators.length }),
          ].join(' · ')}
        </span>
        {findings > 0 && <span className="needs">{t('draft.findingCount', { n: findings })}</span>}
      </button>
      {open && (
        <div className="measure-card-body">
          {passage.length > 0 && (
            <details className="card-passage">
              <summary>{t('measure.passages')}</summary>
              {passage.map((part) => (
                <blockquote key={part} className="passage" lang="zh-CN">
                  {part}
                </blockquote>
              ))}
            </details>
          )}
          <MeasureEditor measure={measure} onChange={onChange} onRemove={onRemove} />
        </div>
      )}
    </li>
  );
}
