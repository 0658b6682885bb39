import { Modal, Radio } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureDraft } from '../../data/types.ts';
import { splitPoints } from './edits.ts';

interface Props {
  measure: MeasureDraft;
  text: string;
  onSplit: (id: string, at: number) => void;
  onClose: () => void;
}

/** Asks with which sentence the second measure begins. */
export function SplitDialog({ measure, text, onSplit, onClose }: Props) {
  const { t } = useTranslation();
  const points = useMemo(() => splitPoints(measure, text), [measure, text]);
  const [at, setAt] = useState<number | null>(points[0] ?? null);
  const choices = useRef<HTMLDivElement>(null);
  const last = measure.source.at(-1)?.end ?? 0;
  return (
    <Modal
      open
      title={t('check.splitTitle', { title: measure.title })}
      okText={t('check.split')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: at === null }}
      onOk={() => at !== null && onSplit(measure.id, at)}
      onCancel={onClose}
      afterOpenChange={() => choices.current?.querySelector<HTMLInputElement>('input:checked')?.focus()}
    >
      {points.length === 0 ? (
        <p>{t('check.splitNowhere')}</p>
      ) : (
        <>
          <p id="split-help">{t('check.splitHelp')}</p>
          <Radio.Group
            ref={choices}
            className="split-points"
            aria-labelledby="split-help"
            value={at}
            onChange={(event) => setAt(Number(event.target.value))}
            options={points.map((point, index) => ({
              value: point,
              label: (
                <span lang="zh-CN">
                  {text
                    .slice(point, points[index + 1] ?? last)
                    .trim()
                    .slice(0, 120)}
                </span>
              ),
            }))}
          />
        </>
      )}
    </Modal>
  );
}
