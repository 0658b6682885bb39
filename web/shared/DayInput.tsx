import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { Day } from '../data/types.ts';
import { marksOf } from './Field.tsx';

interface Props {
  id?: string;
  value: Day | null;
  onChange: (day: Day | null) => void;
  min?: Day;
  disabled?: boolean;
  label?: string;
  /** Something is wrong with it, which the element of this id says. */
  faultId?: string | undefined;
}

/** A day of the county as 'YYYY-MM-DD', typed or picked. */
export function DayInput({ id, value, onChange, min, disabled, label, faultId }: Props) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      className="day-input"
      format="YYYY-MM-DD"
      value={value === null || value === '' ? null : dayjs(value)}
      minDate={min === undefined ? undefined : dayjs(min)}
      defaultPickerValue={min === undefined ? undefined : dayjs(min)}
      disabled={disabled}
      {...marksOf(faultId)}
      onChange={(day) => onChange(day === null ? null : day.format('YYYY-MM-DD'))}
    />
  );
}
