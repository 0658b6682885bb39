import { useTranslation } from 'react-i18next';
import { Field } from '../../shared/Field.tsx';

/** Takes a process from a file of this or another tool. */
export function FileField({ onFile }: { onFile: (file: File | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('definitions.file')} help={t('definitions.fileHelp')}>
      {(id) => (
        <input
          id={id}
          type="file"
          accept=".bpmn,.xml,application/xml,text/xml"
          onChange={(event) => onFile(event.target.files?.[0])}
        />
      )}
    </Field>
  );
}
