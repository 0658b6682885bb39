import { Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { readBpmnFile } from '../../../domain/process/bpmnFile.ts';
import { type Purpose, purposes } from '../../../domain/process/purpose.ts';
import { useGet, useSend } from '../../data/hooks.ts';
import type { DefinitionTemplate, TakenFile } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { FileField } from './FileField.tsx';

const fromFile = 'file';

/** A new definition begins from a template or from a BPMN file of this or another modeler. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const templates = useGet<{ items: DefinitionTemplate[] }>('/definitions/templates');
  const [start, setStart] = useState<string | null>(null);
  const [name, setName] = useState('');
  const suggested = useRef('');
  const [purpose, setPurpose] = useState<Purpose>('BESIDE');
  const [bpmnXml, setBpmnXml] = useState('');
  const send = useSend<TakenFile & { id: string }>(
    ({ id, ...taken }) => void navigate(`/definitions/${id}`, { state: taken }),
  );
  const items = templates.data?.items ?? [];
  const chosen = items.find((template) => template.key === start);
  /** What somebody has typed stays; what was only suggested makes way. */
  const suggest = (better: string) => {
    if (name === '' || name === suggested.current) setName(better);
    suggested.current = better;
  };
  const choose = (key: string) => {
    setStart(key);
    const template = items.find((one) => one.key === key);
    if (template !== undefined) suggest(words(template.name));
  };
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setBpmnXml(readBpmnFile(new Uint8Array(await file.arrayBuffer())));
    suggest(file.name.replace(/\.\w+$/, ''));
  };
  const body = start === fromFile ? { name, purpose, from: { bpmnXml } } : { name, from: { template: start ?? '' } };
  const ready = name.trim() !== '' && start !== null && (start !== fromFile || bpmnXml !== '');
  return (
    <Modal
      open
      title={t('definitions.create')}
      okText={t('definitions.create')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !ready, loading: send.isPending }}
      onOk={() => send.mutate({ path: '/definitions', body })}
      onCancel={onClose}
      destroyOnHidden
    >
      <Field label={t('definitions.from')} required help={chosen === undefined ? undefined : words(chosen.about)}>
        {(id) => (
          <Select
            id={id}
            value={start}
            options={[
              ...items.map((template) => ({ value: template.key, label: words(template.name) })),
              { value: fromFile, label: t('definitions.fromFile') },
            ]}
            onChange={choose}
          />
        )}
      </Field>
      {start === fromFile && (
        <>
          <FileField onFile={(file) => void take(file)} />
          <Field label={t('definitions.for')}>
            {(id) => (
              <Select
                id={id}
                value={purpose}
                options={purposes.map((value) => ({ value, label: t(`definitions.purpose.${value}`) }))}
                onChange={setPurpose}
              />
            )}
          </Field>
        </>
      )}
      <Field label={t('definitions.name')} required>
        {(id) => <Input id={id} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Problem problem={send.error} />
    </Modal>
  );
}
