import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportContent, MeasureDraft } from '../../data/types.ts';
import { uniqueKeys } from '../../shared/uniqueKeys.ts';
import { MeasureCard } from './MeasureCard.tsx';
import { SourceText } from './SourceText.tsx';
import type { DraftHandle } from './useDraft.ts';

interface Props {
  handle: DraftHandle;
  chosen: number | null;
  onChoose: (index: number | null) => void;
}

function emptyMeasure(source: MeasureDraft['source'], title: string): MeasureDraft {
  return {
    id: crypto.randomUUID(),
    path: title === '' ? [] : [title],
    title,
    leaders: [],
    leadUnits: [],
    responsibleUnits: [],
    responsiblePersons: [],
    supportingUnits: [],
    deadline: { text: '', kind: 'none', date: null },
    indicators: [],
    source,
  };
}

function replaceAt(content: ImportContent, index: number, measure: MeasureDraft): ImportContent {
  return { ...content, measures: content.measures.map((old, at) => (at === index ? measure : old)) };
}

/** The document at the left, its measures at the right; each shows where the other is. */
export function MeasuresStep({ handle, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [hovered, setHovered] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const { content, draft } = handle;
  const text = draft.document.text;
  useEffect(() => {
    if (chosen === null) return;
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const counts = useMemo(() => {
    const found = new Map<number, number>();
    for (const finding of draft.findings) {
      const index = /\/measures\/(\d+)/.exec(finding.pointer)?.[1];
      if (index !== undefined) found.set(Number(index), (found.get(Number(index)) ?? 0) + 1);
    }
    return found;
  }, [draft.findings]);
  // A draft's measures have no id: their place in the document tells them apart.
  const keys = uniqueKeys(content.measures.map((measure) => String(measure.source[0]?.start ?? 'new')));
  const add = (source: MeasureDraft['source']) => {
    const first = source[0];
    const title = first === undefined ? t('draft.newMeasure') : text.slice(first.start, first.end).trim().slice(0, 40);
    handle.edit((old) => ({ ...old, measures: [...old.measures, emptyMeasure(source, title)] }));
    onChoose(content.measures.length);
  };
  return (
    <div className="draft">
      <SourceText
        text={text}
        measures={content.measures}
        shown={hovered ?? chosen}
        chosen={chosen}
        onHover={setHovered}
        onChoose={onChoose}
        onAdd={(range) => add([range])}
      />
      <div className="draft-measures">
        <p>
          <strong>{t('draft.measureCount', { n: content.measures.length })}</strong>{' '}
          <Button size="small" onClick={() => add([])}>
            {t('draft.addMeasure')}
          </Button>
        </p>
        <ol ref={list} className="measure-cards">
          {content.measures.map((measure, index) => (
            <MeasureCard
              key={keys[index]}
              index={index}
              measure={measure}
              passage={measure.source.map((range) => text.slice(range.start, range.end))}
              findings={counts.get(index) ?? 0}
              open={index === chosen}
              lit={index === hovered}
              onHover={setHovered}
              onOpen={(open) => onChoose(open ? index : null)}
              onChange={(next) => handle.edit((old) => replaceAt(old, index, next))}
              onRemove={() => {
                onChoose(null);
                handle.edit((old) => ({ ...old, measures: old.measures.filter((_, at) => at !== index) }));
              }}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}
