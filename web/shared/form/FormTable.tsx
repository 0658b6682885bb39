import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isRecord } from '../../../domain/forms/shapes.ts';
import type { Json } from '../../../domain/process/types.ts';
import { useWords } from '../../i18n/index.ts';
import type { PartsProps } from './FormControl.tsx';
import { FormControl } from './FormControl.tsx';

/** Rows of a table, each as a line of its cells; on a narrow screen the cells of a row stand below each other. */
export function FormTable({ field, value, onChange, readOnly, faultAt }: PartsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const rows = Array.isArray(value) ? value.map((row) => (isRecord(row) ? row : {})) : [];
  const columns = field.columns ?? [];
  const setCell = (at: number, key: string, cell: Json | undefined) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [key]: cell ?? null } : row)));
  return (
    <>
      <ol className="form-rows">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
          <li key={at} className="form-row form-cells">
            {columns.map((column) => (
              <div key={column.key} className="form-cell">
                <span className="muted" aria-hidden="true">
                  {words(column.label)}
                  {column.required && <span className="required"> *</span>}
                </span>
                <FormControl
                  field={column}
                  value={row[column.key]}
                  readOnly={readOnly}
                  faultId={faultAt(`/${at}/${column.key}`)}
                  label={t('form.cell', { label: words(column.label), n: at + 1 })}
                  onChange={(cell) => setCell(at, column.key, cell)}
                />
              </div>
            ))}
            {!readOnly && (
              <Button
                size="small"
                aria-label={t('form.removeRow', { n: at + 1 })}
                onClick={() => onChange(rows.filter((_, index) => index !== at))}
              >
                {t('action.remove')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <Button aria-label={t('form.addRowTo', { label: words(field.label) })} onClick={() => onChange([...rows, {}])}>
          {t('form.addRow')}
        </Button>
      )}
    </>
  );
}
