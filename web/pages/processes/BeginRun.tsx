import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../../data/hooks.ts';
import type { Begun, MeasureRow, Startable } from '../../data/types.ts';
import { type FieldSpec, RecordDialog } from '../../shared/RecordDialog.tsx';

interface Props {
  startable: Startable[];
  planId: string;
  measureId?: string;
  onClose: () => void;
}

/** Chooses a published process, and the measures of the plan that it is for; without a choice, all that run. */
export function BeginRun({ startable, planId, measureId, onClose }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const measures = useList<MeasureRow>(
    measureId === undefined ? `/plans/${planId}/measures?state=RUNNING&limit=200` : null,
  );
  const forWhich: FieldSpec = {
    ...{ key: 'measureIds', label: t('process.measures'), type: 'multi', help: t('process.measuresHelp') },
    options:
      measures.items?.map((measure) => ({ value: measure.id, label: `${measure.number}. ${measure.title}` })) ?? [],
  };
  return (
    <RecordDialog<Begun>
      title={t('process.begin')}
      okText={t('process.beginNow')}
      fields={[
        {
          ...{ key: 'versionId', label: t('process.name'), type: 'select', required: true },
          options: startable.map((one) => ({
            value: one.versionId,
            label: t('process.versioned', { name: one.name, version: one.version }),
          })),
        },
        ...(measureId === undefined ? [forWhich] : []),
        { key: 'note', label: t('process.note'), type: 'long', required: true, help: t('process.noteHelp') },
      ]}
      initial={{
        versionId: startable.length === 1 ? (startable[0]?.versionId ?? null) : null,
        measureIds: [],
        note: '',
      }}
      request={({ versionId, measureIds, note }) => {
        const chosen = measureId === undefined ? (measureIds as string[]) : [measureId];
        return {
          path: '/processes',
          body: { planId, versionId, note, ...(chosen.length > 0 ? { measureIds: chosen } : {}) },
        };
      }}
      onClose={onClose}
      onDone={(answer) => {
        if (answer.leftOut.length === 0) return;
        modal.info({
          title: t('process.begunFor', { n: answer.started }),
          content: (
            <ul>
              {answer.leftOut.map((one) => (
                <li key={one.measureId}>
                  {one.title}：{t(`process.leftOut.${one.why}`)}
                </li>
              ))}
            </ul>
          ),
        });
      }}
    />
  );
}
