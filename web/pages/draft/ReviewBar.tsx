import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { countDoubts } from './doubts.ts';
import type { DraftHandle } from './useDraft.ts';
import type { Review, View } from './useReview.ts';

const views: View[] = ['doubtsFirst', 'document', 'doubts', 'open'];

interface Props {
  handle: DraftHandle;
  review: Review;
  onHelp: () => void;
  onBulk: () => void;
}

/** How far the review is, what is shown, and what can be done with the selected measures. */
export function ReviewBar({ handle, review, onHelp, onBulk }: Props) {
  const { t } = useTranslation();
  const { content, undo, redo } = handle;
  const { doubts, selected, actions, view } = review;
  const accepted = content.measures.filter((measure) => measure.accepted === true).length;
  const open = countDoubts(doubts);
  return (
    <div className="review-bar">
      <span role="status">
        <strong>{t('check.progress', { accepted, all: content.measures.length })}</strong>
        {' · '}
        <span className={open > 0 ? 'needs' : 'muted'}>{t('check.doubtsLeft', { n: open })}</span>
      </span>
      <Select
        size="small"
        aria-label={t('check.view')}
        className="view-control"
        value={view}
        options={views.map((value) => ({ value, label: t(`check.views.${value}`) }))}
        onChange={review.changeView}
      />
      <Button size="small" onClick={() => review.toDoubt(1)} disabled={open === 0}>
        {t('check.nextDoubt')}
      </Button>
      <Button size="small" onClick={undo ?? undefined} disabled={undo === null}>
        {t('check.undo')}
      </Button>
      <Button size="small" onClick={redo ?? undefined} disabled={redo === null}>
        {t('check.redo')}
      </Button>
      <Button size="small" onClick={() => actions.add(null)}>
        {t('draft.addMeasure')}
      </Button>
      <Button size="small" onClick={onHelp} aria-keyshortcuts="?">
        {t('check.keys')}
      </Button>
      {selected.size === 0 ? (
        <Button size="small" onClick={review.selectAll}>
          {t('check.selectAll')}
        </Button>
      ) : (
        <span className="row-actions">
          <span className="strong">{t('check.selected', { n: selected.size })}</span>
          <Button size="small" onClick={() => actions.accept(selected, true)}>
            {t('check.accept')}
          </Button>
          <Button size="small" onClick={onBulk}>
            {t('check.bulk')}
          </Button>
          <Button size="small" disabled={selected.size < 2} onClick={() => actions.join(selected)}>
            {t('check.join')}
          </Button>
          <Button size="small" danger onClick={() => actions.remove(selected)}>
            {t('action.remove')}
          </Button>
          <Button size="small" onClick={review.unselect}>
            {t('check.unselect')}
          </Button>
        </span>
      )}
    </div>
  );
}
