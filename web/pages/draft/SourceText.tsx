import { WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportContent, MeasureDraft, Words } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { MarkedText } from '../../shared/MarkedText.tsx';
import type { Range } from './edits.ts';

interface Props {
  text: string;
  measures: MeasureDraft[];
  /** What the reader was not sure of; those that belong to no measure are marked where they stand. */
  doubts: ImportContent['warnings'];
  /** Where one of them begins that is scrolled to. */
  doubtAt: number | null;
  /** The measure whose passages stand out. */
  shown: string | null;
  /** The measure whose passage is scrolled to. */
  chosen: string | null;
  onHover: (id: string | null) => void;
  onChoose: (id: string) => void;
  onAdd: (range: Range) => void;
}

interface Mark extends Range {
  /** Measure and part. */
  key: string;
  id: string;
  number: number;
}

/** A doubt beside the measures, with the part of its place that no passage covers. */
interface DoubtMark extends Range {
  key: string;
  words: Words;
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

/** The passages of all measures; the same array as long as none of them has changed. */
function useMarks(measures: MeasureDraft[]): Mark[] {
  const kept = useRef<Mark[]>([]);
  const next = measures.flatMap(({ id, source }, index) =>
    source.map((range, part): Mark => ({ ...range, key: `${id}/${part}`, id, number: index + 1 })),
  );
  const same =
    next.length === kept.current.length &&
    next.every((mark, at) => {
      const old = kept.current[at];
      return old?.key === mark.key && old.start === mark.start && old.end === mark.end && old.number === mark.number;
    });
  if (!same) kept.current = next;
  return kept.current;
}

function doubtMarks(doubts: ImportContent['warnings'], marks: Mark[]): DoubtMark[] {
  return doubts.flatMap(({ measureId, message, messageEn, start, end }) => {
    const covered = marks.some((mark) => mark.start <= start && start < mark.end);
    if (measureId !== undefined || covered || start >= end) return [];
    const next = Math.min(end, ...marks.flatMap((mark) => (mark.start > start ? [mark.start] : [])));
    return [{ key: `doubt/${start}`, start, end: next, words: { zh: message, en: messageEn ?? message } }];
  });
}

interface TextProps extends Pick<Props, 'text' | 'onChoose' | 'onHover' | 'doubts'> {
  marks: Mark[];
}

/** Drawn anew only when passages change: which of them stands out is set on the elements themselves. */
const Passages = memo(function Passages({ text, marks, doubts, onChoose, onHover }: TextProps) {
  const { t } = useTranslation();
  const words = useWords();
  const beside = doubtMarks(doubts, marks);
  const doubtByKey = new Map(beside.map((mark) => [mark.key, mark]));
  const byKey = new Map(marks.map((mark) => [mark.key, mark]));
  return (
    <MarkedText
      text={text}
      ranges={[...marks, ...beside]}
      render={(range, passage) => {
        const open = doubtByKey.get(range.key);
        if (open !== undefined)
          return (
            <span className="passage-doubt" data-doubt={open.start} title={words(open.words)}>
              <WarningOutlined aria-label={words(open.words)} /> {passage}
            </span>
          );
        const mark = byKey.get(range.key);
        if (mark === undefined) return passage;
        return (
          <span className="passage-mark" data-measure={mark.id}>
            <button
              type="button"
              className="passage-number"
              data-number={mark.number}
              aria-label={t('draft.measureNumber', { n: mark.number })}
              onClick={() => onChoose(mark.id)}
              onFocus={() => onHover(mark.id)}
              onBlur={() => onHover(null)}
            />
            {passage}
          </span>
        );
      }}
    />
  );
});

/** Pointing at a passage shows its measure, pressing it opens the measure; its number does both from the keyboard. */
function usePointer(
  box: React.RefObject<HTMLElement | null>,
  { onHover, onChoose }: Pick<Props, 'onHover' | 'onChoose'>,
) {
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const idAt = (event: Event) =>
      event.target instanceof Element
        ? (event.target.closest<HTMLElement>('[data-measure]')?.dataset.measure ?? null)
        : null;
    const over = (event: Event) => onHover(idAt(event));
    const leave = () => onHover(null);
    const press = (event: Event) => {
      const id = idAt(event);
      if (id !== null && window.getSelection()?.isCollapsed !== false) onChoose(id);
    };
    element.addEventListener('pointerover', over);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('click', press);
    return () => {
      element.removeEventListener('pointerover', over);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('click', press);
    };
  }, [box, onHover, onChoose]);
}

/** The document with the passages of each measure. */
export function SourceText({ text, measures, doubts, doubtAt, shown, chosen, onHover, onChoose, onAdd }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Range | null>(null);
  const marks = useMarks(measures);
  const passages = useRef(marks);
  passages.current = marks;
  const choose = useCallback((id: string) => onChoose(id), [onChoose]);
  usePointer(box, { onHover, onChoose });
  useEffect(() => {
    for (const element of box.current?.querySelectorAll<HTMLElement>('[data-measure]') ?? []) {
      element.classList.toggle('passage-lit', element.dataset.measure === shown);
    }
  });
  useEffect(() => {
    if (chosen === null) return;
    box.current?.querySelector(`[data-measure="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  useEffect(() => {
    if (doubtAt === null) return;
    const around = passages.current.find(({ start, end }) => start <= doubtAt && doubtAt < end);
    const place = around === undefined ? `[data-doubt="${doubtAt}"]` : `[data-measure="${CSS.escape(around.id)}"]`;
    box.current?.querySelector(place)?.scrollIntoView({ block: 'center' });
  }, [doubtAt]);
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
        <Passages text={text} marks={marks} doubts={doubts} onChoose={choose} onHover={onHover} />
      </div>
    </section>
  );
}
