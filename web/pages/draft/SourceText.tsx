import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureDraft } from '../../data/types.ts';
import { MarkedText } from '../../shared/MarkedText.tsx';

interface Range {
  start: number;
  end: number;
}

interface Props {
  text: string;
  measures: MeasureDraft[];
  /** The measure whose passages stand out. */
  shown: number | null;
  /** The measure whose passage is scrolled to. */
  chosen: number | null;
  onHover: (index: number | null) => void;
  onChoose: (index: number) => void;
  onAdd: (range: Range) => void;
}

/** What is selected inside `box`, as offsets into its text. */
function selectedRange(box: HTMLElement): Range | null {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return null;
  const before = document.createRange();
  before.setStart(box, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
}

/** The document with the passages of each measure; a passage opens its measure. */
export function SourceText({ text, measures, shown, chosen, onHover, onChoose, onAdd }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Range | null>(null);
  const ranges = useMemo(
    () =>
      measures.flatMap((measure, index) =>
        measure.source.map((range, part) => ({ ...range, key: `${index}/${part}` })),
      ),
    [measures],
  );
  useEffect(() => {
    if (chosen === null) return;
    box.current?.querySelector(`[data-measure="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  useEffect(() => {
    const listen = () => setSelected(box.current === null ? null : selectedRange(box.current));
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, []);
  return (
    <section className="draft-document" aria-label={t('draft.document')}>
      <div className="section-head">
        <h2>{t('draft.document')}</h2>
        <Button size="small" disabled={selected === null} onClick={() => selected !== null && onAdd(selected)}>
          {t('draft.addSelected')}
        </Button>
      </div>
      <div className="draft-text" ref={box}>
        <MarkedText
          text={text}
          ranges={ranges}
          render={(range, passage) => {
            const index = Number(range.key.split('/')[0]);
            return (
              <span
                className={index === shown ? 'passage-mark passage-lit' : 'passage-mark'}
                data-measure={index}
                onPointerEnter={() => onHover(index)}
                onPointerLeave={() => onHover(null)}
              >
                <button
                  type="button"
                  className="passage-number"
                  data-number={index + 1}
                  aria-label={t('draft.measureNumber', { n: index + 1 })}
                  onClick={() => onChoose(index)}
                  onFocus={() => onHover(index)}
                  onBlur={() => onHover(null)}
                />
                {passage}
              </span>
            );
          }}
        />
      </div>
    </section>
  );
}
