import { isRecord } from '../../../domain/forms/shapes.ts';
import type { Form, FormField } from '../../../domain/forms/types.ts';
import type { FormContext } from '../../../domain/forms/values.ts';
import { isBlank } from '../../../domain/forms/visibility.ts';
import { valueInWords } from '../../../domain/forms/words.ts';
import type { Json, Variables } from '../../../domain/process/types.ts';
import { useWords } from '../../i18n/index.ts';
import { FileLinks, filesIn } from './FormFiles.tsx';

interface Props {
  form: Form | null;
  /** As they came from the server. */
  values: unknown;
  indicators: FormContext['indicators'];
}

/** What was filled into a form, field by field; nothing where nothing was. */
export function FormAnswers({ form, values, indicators }: Props) {
  const words = useWords();
  if (form === null || !isRecord(values)) return null;
  const answered = form.filter(({ key }) => !isBlank(values[key]));
  if (answered.length === 0) return null;
  return (
    <dl className="form-answers">
      {answered.map((field) => (
        <div key={field.key} className="form-answer">
          <dt>{words(field.label)}</dt>
          <dd>
            <Answer field={field} value={values[field.key]} indicators={indicators} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface AnswerProps {
  field: FormField;
  value: Json | undefined;
  indicators: FormContext['indicators'];
}

function Answer({ field, value, indicators }: AnswerProps) {
  const words = useWords();
  if (field.kind === 'files') return <FileLinks files={filesIn(value)} />;
  if (field.kind === 'actuals' && isRecord(value)) return <Actuals actuals={value} indicators={indicators} />;
  if (field.kind === 'table' && Array.isArray(value)) return <Rows field={field} rows={value.filter(isRecord)} />;
  return <span className="sent-text">{words(valueInWords(field, value))}</span>;
}

function Actuals({ actuals, indicators }: { actuals: Variables; indicators: FormContext['indicators'] }) {
  return (
    <ul className="files">
      {Object.entries(actuals).map(([id, actual]) => {
        const indicator = indicators.find((one) => one.id === id);
        return (
          <li key={id}>
            {indicator?.text ?? '—'}：<span className="day">{`${actual} ${indicator?.unit ?? ''}`.trim()}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Rows({ field, rows }: { field: FormField; rows: Variables[] }) {
  const words = useWords();
  const columns = field.columns ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
    <section className="form-answer-table" tabIndex={0} aria-label={words(field.label)}>
      <table>
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th key={key}>{words(label)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
            <tr key={at}>
              {columns.map((column) => (
                <td key={column.key}>{words(valueInWords(column, row[column.key]))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
