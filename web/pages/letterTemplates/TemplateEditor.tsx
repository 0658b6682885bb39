import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { TemplatePreview, TemplateSet } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';

interface Props {
  start: TemplateSet['versions'][number];
  /** The version in use, which the edit replaces. */
  basedOn: number;
  why: string;
  fields: readonly string[];
  onSaved: () => void;
  onClose: () => void;
}

/** A template under edit: it is looked at with a real item before it can be saved. */
export function TemplateEditor({ start, basedOn, why, fields, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(start.title);
  const [text, setText] = useState(start.text);
  const [answerWithin, setAnswerWithin] = useState(start.answerWithin);
  const [reason, setReason] = useState(why);
  const look = useSend<TemplatePreview>();
  const save = useSend(onSaved);
  const body = { kind: start.kind, title, text, answerWithin };
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      look.reset();
      save.reset();
      set(value);
    };
  };
  const [setNewTitle, setNewText] = [changed(setTitle), changed(setText)];
  return (
    <>
      <Field label={t('letter.heading')} required>
        {(id) => <Input id={id} value={title} onChange={(event) => setNewTitle(event.target.value)} />}
      </Field>
      <Field
        label={t('letter.text')}
        required
        help={t('letterTemplates.fields', {
          names: fields.map((name) => `{{ ${name} }}`).join('、'),
          example: `{% if ${fields[2]} %}…{% endif %}`,
        })}
      >
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 6, maxRows: 20 }}
            value={text}
            onChange={(event) => setNewText(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('letterTemplates.answerWithin')} help={t('letterTemplates.answerHelp')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={60}
            precision={0}
            value={answerWithin}
            onChange={changed(setAnswerWithin)}
          />
        )}
      </Field>
      <Problem problem={look.error ?? save.error} />
      <div className="form-actions">
        <Button onClick={onClose}>{t('calendar.leave')}</Button>
        <Button
          type={look.data ? 'default' : 'primary'}
          loading={look.isPending}
          onClick={() => look.mutate({ path: '/letter-templates/preview', body })}
        >
          {t('letterTemplates.look')}
        </Button>
      </div>
      {look.data && (
        <>
          <h3>{t(look.data.real ? 'letterTemplates.previewReal' : 'letterTemplates.previewSample')}</h3>
          <div className="letter" lang="zh-CN">
            <strong>{look.data.title}</strong>
            {'\n'}
            {look.data.text}
          </div>
          <Field label={t('calendar.reason')} required>
            {(id) => (
              <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
          <div className="form-actions">
            <Button
              type="primary"
              disabled={reason.trim() === ''}
              loading={save.isPending}
              onClick={() =>
                save.mutate({ path: '/letter-templates', body: { ...body, basedOn, reason: reason.trim() } })
              }
            >
              {t('action.save')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
