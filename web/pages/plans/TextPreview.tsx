import { Alert, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { TEXT_ENCODINGS, type TextEncoding } from '../../../domain/textEncoding.ts';
import { Field } from '../../shared/Field.tsx';
import type { TextHead } from './useTextHead.ts';

interface Props {
  head: TextHead;
  /** The encoding that somebody chose, or null for the one told by content. */
  chosen: TextEncoding | null;
  onChoose: (encoding: TextEncoding | null) => void;
}

const SHOWN = 200;

/** How a text file begins in the encoding it seems to have, and the choice of another. */
export function TextPreview({ head, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const text = textIn(head.bytes, chosen ?? head.guess.encoding);
  const options = [
    { value: 'auto', label: t('import.encodings.auto', { name: head.guess.encoding.toUpperCase() }) },
    ...TEXT_ENCODINGS.map((encoding) => ({ value: encoding, label: t(`import.encodings.${encoding}`) })),
  ];
  return (
    <>
      <Field label={t('import.encoding')} error={text === null ? t('import.notInEncoding') : null}>
        {(id) => (
          <Select
            id={id}
            value={chosen ?? 'auto'}
            options={options}
            onChange={(value) => onChoose(TEXT_ENCODINGS.find((encoding) => encoding === value) ?? null)}
          />
        )}
      </Field>
      {head.guess.doubtful && chosen === null && <Alert type="warning" showIcon title={t('import.doubtful')} />}
      <figure className="text-preview">
        <figcaption>{t('import.preview')}</figcaption>
        <p>{(text ?? '').slice(0, SHOWN)}</p>
      </figure>
    </>
  );
}

/** The beginning as text, or null where it is not in that encoding; a character cut at the end is left out. */
function textIn(bytes: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
