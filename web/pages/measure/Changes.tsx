import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../data/types.ts';
import { type FieldSpec, RecordDialog, type Value } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { DeadlineForm, UndoDeadlineForm } from './DeadlineForm.tsx';

type Change = 'urgent' | 'ordinary' | 'pause' | 'resume' | 'withdraw' | 'addUnits' | 'removeUnit';

interface Asked {
  fields: FieldSpec[];
  initial: Record<string, Value>;
  request: (values: Record<string, Value>) => { path: string; body: Record<string, Value> };
}

function useAsked(measure: Measure): (change: Change) => Asked {
  const { t } = useTranslation();
  const path = `/measures/${measure.id}`;
  const taking = [...measure.leadUnits, ...measure.responsibleUnits, ...measure.supportingUnits];
  const reason: FieldSpec = { key: 'reason', label: t('measure.change.reason'), type: 'long', required: true };
  return (change): Asked => {
    if (change === 'removeUnit') {
      const options = taking.map((unit) => ({ value: unit.id, label: unit.name }));
      const unitId: FieldSpec = { key: 'unitId', label: t('item.unit'), type: 'select', options, required: true };
      return {
        fields: [unitId, reason],
        initial: { unitId: null, reason: '' },
        request: ({ unitId: id, ...body }) => ({ path: `${path}/units/${id}/remove`, body }),
      };
    }
    if (change === 'addUnits') {
      const roles = (['LEAD', 'RESPONSIBLE', 'SUPPORTING'] as const).map((value) => ({
        value,
        label: t(`assignmentRole.${value}`),
      }));
      return {
        fields: [
          {
            ...{ key: 'unitIds', label: t('item.unit'), type: 'multi', required: true },
            party: { noun: 'units' },
          },
          { key: 'role', label: t('measure.change.role'), type: 'select', options: roles, required: true },
          {
            ...{ key: 'alsoFinished', label: t('measure.change.alsoFinished'), type: 'check' },
            help: t('measure.change.alsoFinishedHelp'),
          },
          reason,
        ],
        initial: { unitIds: [], role: 'SUPPORTING', alsoFinished: false, reason: '' },
        request: (body) => ({ path: `${path}/units`, body }),
      };
    }
    return {
      fields: [{ ...reason, help: t(`measure.change.help.${change}`) }],
      initial: { reason: '' },
      request: (body) => ({ path: `${path}/${change}`, body }),
    };
  };
}

/** That the measure is paused or was withdrawn, and why. */
export function Standing({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  return (
    <>
      {measure.pausedOn !== null && (
        <Alert
          type="warning"
          showIcon
          className="gap"
          title={t('measure.change.pausedSince', { day: measure.pausedOn })}
          description={measure.stateReason}
        />
      )}
      {measure.state === 'WITHDRAWN' && (
        <Alert
          type="info"
          showIcon
          className="gap"
          title={t('measure.change.wasWithdrawn')}
          description={measure.stateReason}
        />
      )}
    </>
  );
}

/** Pausing, withdrawing and reassigning a measure while it runs, each with its reason. */
export function Changes({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  const [change, setChange] = useState<Change | null>(null);
  const [dating, setDating] = useState<'deadline' | 'undoDeadline' | null>(null);
  const asked = useAsked(measure);
  const { can } = measure;
  const offered: [Change, boolean][] = [
    ['urgent', can.urgent],
    ['ordinary', can.ordinary],
    ['pause', can.pause],
    ['resume', can.resume],
    ['addUnits', can.changeUnits],
    ['removeUnit', can.changeUnits],
    ['withdraw', can.withdraw],
  ];
  const dated = (['deadline', 'undoDeadline'] as const).filter((name) => can[name]);
  const shown = offered.filter(([, may]) => may).map(([name]) => name);
  return (
    <>
      {(shown.length > 0 || dated.length > 0) && (
        <Section title={t('measure.change.title')}>
          <div className="form-actions">
            {dated.map((name) => (
              <Button key={name} onClick={() => setDating(name)}>
                {t(`measure.change.act.${name}`)}
              </Button>
            ))}
            {shown.map((name) => (
              <Button key={name} danger={name === 'withdraw'} onClick={() => setChange(name)}>
                {t(`measure.change.act.${name}`)}
              </Button>
            ))}
          </div>
          {dating === 'deadline' && can.deadline && <DeadlineForm measure={measure} onClose={() => setDating(null)} />}
          {dating === 'undoDeadline' && can.undoDeadline && (
            <UndoDeadlineForm measure={measure} onClose={() => setDating(null)} />
          )}
        </Section>
      )}
      {change !== null && (
        <RecordDialog
          title={t(`measure.change.act.${change}`)}
          okText={t(`measure.change.act.${change}`)}
          {...asked(change)}
          onClose={() => setChange(null)}
        />
      )}
    </>
  );
}
