import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../data/hooks.ts';
import type { Rehearsal, SteppedRehearsal } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import type { Asked } from './RehearsalForm.tsx';
import { StepPlayer } from './StepPlayer.tsx';
import { processesOf, type Stepped, steppedKey } from './stepping.ts';
import { useItemWords } from './words.ts';

interface Props {
  rehearsal: Rehearsal;
  asked: Asked;
  stepped: Stepped | null;
  onChoose: (stepped: Stepped | null) => void;
}

/** Chooses a process of the rehearsal and plays it on its drawing. */
export function StepViewer({ rehearsal, asked, stepped, onChoose }: Props) {
  const { t } = useTranslation();
  const { subjectOf } = useItemWords();
  const processes = useMemo(() => processesOf(rehearsal, subjectOf), [rehearsal, subjectOf]);
  const query = useAnswer<SteppedRehearsal>(
    '/rehearsals/steps',
    stepped === null ? null : { ...asked, subject: stepped },
  );
  return (
    <>
      <Field label={t('rehearse.process')} help={t('rehearse.processHelp')}>
        {(id) => (
          <Select
            id={id}
            className="full"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('rehearse.chooseProcess')}
            value={stepped === null ? undefined : steppedKey(stepped)}
            options={processes.map((process) => ({ value: steppedKey(process.stepped), label: process.label }))}
            onChange={(key: string | undefined) =>
              onChoose(processes.find((process) => steppedKey(process.stepped) === key)?.stepped ?? null)
            }
          />
        )}
      </Field>
      {stepped !== null && (
        <Loaded query={query}>{(played) => <StepPlayer key={steppedKey(stepped)} played={played} />}</Loaded>
      )}
    </>
  );
}
