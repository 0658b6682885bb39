import { CheckCircleFilled, CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureDraft } from '../../data/types.ts';
import type { Doubt } from './doubts.ts';
import { MeasureEditor } from './MeasureEditor.tsx';
import type { ReviewActions } from './reviewActions.ts';

interface Props {
  number: number;
  measure: MeasureDraft;
  doubts: Doubt[] | undefined;
  text: string;
  open: boolean;
  lit: boolean;
  selected: boolean;
  actions: ReviewActions;
}

const none: Doubt[] = [];

function Summary({ measure }: { measure: MeasureDraft }) {
  const { t } = useTranslation();
  const units = [...measure.leadUnits, ...measure.responsibleUnits];
  return (
    <span className="muted">
      {[
        measure.leaders.join('、') || t('draft.noLeader'),
        units.join('、') || t('draft.noUnit'),
        measure.deadline.text || measure.deadline.date || t('draft.noDeadline'),
        t('draft.indicatorCount', { n: measure.indicators.length }),
      ].join(' · ')}
    </span>
  );
}

/** A measure in short; opened, every field of it can be corrected. */
export const MeasureCard = memo(function MeasureCard(props: Props) {
  const { t } = useTranslation();
  const { number, measure, doubts, text, open, lit, selected, actions } = props;
  const { id } = measure;
  const accepted = measure.accepted === true;
  return (
    <li
      className={lit || open ? 'measure-card lit' : 'measure-card'}
      data-card={id}
      onPointerEnter={() => actions.hover(id)}
      onPointerLeave={() => actions.hover(null)}
    >
      <div className="measure-card-top">
        <input
          type="checkbox"
          aria-label={t('check.selectOne', { n: number })}
          checked={selected}
          onChange={() => actions.select(id)}
        />
        <button
          type="button"
          className="measure-card-head"
          aria-expanded={open}
          onClick={() => actions.choose(open ? null : id)}
        >
          <span className="strong">
            {number}. {measure.title || t('draft.untitled')}
          </span>
          <Summary measure={measure} />
          {doubts !== undefined && (
            <span className="needs">
              <WarningOutlined aria-hidden="true" /> {t('check.doubtCount', { n: doubts.length })}
            </span>
          )}
        </button>
        <button
          type="button"
          className={accepted ? 'accept-button accepted' : 'accept-button'}
          aria-pressed={accepted}
          aria-label={t('check.acceptOne', { n: number })}
          onClick={() => actions.accept(new Set([id]), !accepted)}
        >
          {accepted ? <CheckCircleFilled aria-hidden="true" /> : <CheckCircleOutlined aria-hidden="true" />}{' '}
          {accepted ? t('check.accepted') : t('check.accept')}
        </button>
      </div>
      {open && (
        <div className="measure-card-body">
          {measure.source.length > 0 && (
            <details className="card-passage">
              <summary>{t('measure.passages')}</summary>
              {measure.source.map((range) => (
                <blockquote key={`${range.start}-${range.end}`} className="passage" lang="zh-CN">
                  {text.slice(range.start, range.end)}
                </blockquote>
              ))}
            </details>
          )}
          <MeasureEditor measure={measure} doubts={doubts ?? none} actions={actions} />
        </div>
      )}
    </li>
  );
});
