import { InputNumber } from 'antd';
import { isRecord } from '../../../domain/forms/shapes.ts';
import type { FormContext } from '../../../domain/forms/values.ts';
import { marksOf } from '../Field.tsx';
import type { PartsProps } from './FormControl.tsx';

/** A number for each indicator of the measure. */
export function FormActuals({
  value,
  onChange,
  readOnly,
  indicators,
  faultAt,
}: PartsProps & { indicators: FormContext['indicators'] }) {
  const actuals = isRecord(value) ? value : {};
  return (
    <ul className="form-rows">
      {indicators.map(({ id, text, unit }) => {
        const actual = actuals[id];
        return (
          <li key={id} className="form-row">
            <span>{text}</span>
            <InputNumber
              {...marksOf(faultAt(`/${id}`))}
              className="form-number"
              aria-label={text}
              disabled={readOnly}
              value={typeof actual === 'number' ? actual : null}
              {...(unit === '' ? {} : { suffix: unit })}
              onChange={(number) => onChange({ ...actuals, [id]: number })}
            />
          </li>
        );
      })}
    </ul>
  );
}
