import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkDialog } from './BulkDialog.tsx';
import { Conflicts } from './Conflicts.tsx';
import { MeasureCard } from './MeasureCard.tsx';
import { ReviewBar } from './ReviewBar.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { SourceText } from './SourceText.tsx';
import { SplitDialog } from './SplitDialog.tsx';
import type { DraftHandle } from './useDraft.ts';
import { type Target, useReview } from './useReview.ts';
import { useShortcuts } from './useShortcuts.ts';

interface Props {
  handle: DraftHandle;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  /** Where the document has something that the reader was not sure of, to be shown. */
  doubtAt: number | null;
}

/** Puts the keyboard where it was sent, once that stands on the page: a field does when its measure has opened. */
function useTarget(target: Target | null, done: () => void) {
  useEffect(() => {
    if (target === null) return;
    const card = document.querySelector(`[data-card="${CSS.escape(target.id)}"]`);
    const field = target.field === null ? null : card?.querySelector<HTMLElement>(`[data-field="${target.field}"]`);
    const open = card?.querySelector('[aria-expanded="true"]') != null;
    if (target.field !== null && !open) return;
    const wanted =
      field?.querySelector<HTMLElement>('input:not([disabled])') ??
      card?.querySelector<HTMLElement>('.measure-card-head');
    wanted?.focus({ preventScroll: true });
    (field ?? card)?.scrollIntoView({ block: 'nearest' });
    done();
  });
}

/** The document at the left, its measures at the right; each shows where the other is. */
export function ReviewStep({ handle, chosen, onChoose, doubtAt }: Props) {
  const { t } = useTranslation();
  const { content, draft, undo, redo } = handle;
  const review = useReview(handle, chosen, onChoose);
  const [dialog, setDialog] = useState<'help' | 'bulk' | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const { actions, shown, selected, hovered, splitting } = review;
  const part = useRef<HTMLDivElement>(null);
  useShortcuts(part, {
    ...{ review, chosen, undo, redo },
    asking: dialog !== null || splitting !== null,
    help: () => setDialog('help'),
    bulk: () => selected.size > 0 && setDialog('bulk'),
  });
  useTarget(review.target, () => review.setTarget(null));
  useEffect(() => {
    if (chosen === null) return;
    list.current?.querySelector(`[data-card="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const text = draft.document.text;
  const split = content.measures.find((measure) => measure.id === splitting);
  return (
    <div ref={part}>
      <Conflicts handle={handle} />
      <ReviewBar handle={handle} review={review} onHelp={() => setDialog('help')} onBulk={() => setDialog('bulk')} />
      <div className="draft">
        <SourceText
          text={text}
          measures={content.measures}
          doubts={draft.content.warnings}
          doubtAt={doubtAt}
          shown={hovered ?? chosen}
          chosen={chosen}
          onHover={actions.hover}
          onChoose={actions.choose}
          onAdd={(range) => actions.add(chosen, range)}
        />
        <section className="draft-measures" aria-label={t('draft.step.measures')}>
          <ol ref={list} className="measure-cards">
            {shown.map(({ measure, number }) => (
              <MeasureCard
                key={measure.id}
                number={number}
                measure={measure}
                doubts={review.doubts.get(measure.id)}
                text={text}
                open={measure.id === chosen}
                lit={measure.id === hovered}
                selected={selected.has(measure.id)}
                actions={actions}
              />
            ))}
          </ol>
          {shown.length === 0 && <p className="ok-note">{t('check.nothingLeft')}</p>}
        </section>
      </div>
      {split !== undefined && (
        <SplitDialog
          measure={split}
          text={text}
          onSplit={actions.split}
          onClose={() => {
            review.setSplitting(null);
            review.setTarget({ id: split.id, field: null });
          }}
        />
      )}
      {dialog === 'bulk' && (
        <BulkDialog
          count={selected.size}
          onApply={(change) => actions.bulk(selected, change)}
          onClose={() => setDialog(null)}
        />
      )}
      <ShortcutHelp open={dialog === 'help'} onClose={() => setDialog(null)} />
    </div>
  );
}
