import { InputNumber, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { parseDayRule } from '../../../../domain/process/dayRule.ts';
import type { DueRule } from '../../../../domain/process/types.ts';
import { baseWords, ruleInWords, ruleText } from '../../../../domain/process/words.ts';
import { useSession } from '../../../data/session.tsx';
import { useWords } from '../../../i18n/index.ts';
import { DayInput } from '../../../shared/DayInput.tsx';
import { Field } from '../../../shared/Field.tsx';

interface Props {
  label: string;
  help?: string;
  /** As the attribute has it, such as `opened+5wd`. */
  value: string;
  bases: readonly DueRule['base'][];
  onChange: (text: string) => void;
}

const first: DueRule = { base: 'opened', offset: 5, unit: 'workingDays' };

/** A day by rule: from when, how many days or working days before or after. */
export function RuleField({ label, help, value, bases, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { user } = useSession();
  const parsed = value === '' ? first : parseDayRule(value);
  const readable = typeof parsed !== 'string';
  const rule = readable ? parsed : first;
  const change = (next: Partial<DueRule>) => onChange(ruleText({ ...rule, ...next }));
  const unit = rule.unit === 'workingDays' ? 'wd' : 'd';
  const side = rule.offset < 0 ? '-' : '+';
  const count = Math.abs(rule.offset);
  return (
    <Field label={label} help={help} error={readable ? null : t('designer.ruleUnreadable', { text: value })}>
      {(id) => (
        <>
          <Select
            id={id}
            value={rule.base}
            options={bases.map((base) => ({ value: base, label: words(baseWords[base]) }))}
            onChange={(base) =>
              change({ base, ...(base === 'date' ? { date: rule.date ?? user.businessDate, offset: 0 } : {}) })
            }
          />
          {rule.base === 'date' ? (
            <DayInput
              id={`${id}-date`}
              value={rule.date ?? null}
              onChange={(date) => date !== null && change({ date })}
            />
          ) : (
            <Space.Compact block>
              <Select
                aria-label={t('designer.beforeAfter')}
                value={side}
                options={[
                  { value: '+', label: t('designer.after') },
                  { value: '-', label: t('designer.before') },
                ]}
                onChange={(next) => change({ offset: next === '-' ? -count : count })}
              />
              <InputNumber
                aria-label={t('designer.count')}
                min={0}
                max={366}
                precision={0}
                value={count}
                onChange={(next) => change({ offset: side === '-' ? -(next ?? 0) : (next ?? 0) })}
              />
              <Select
                aria-label={t('designer.unit')}
                value={unit}
                options={[
                  { value: 'wd', label: t('designer.workingDays') },
                  { value: 'd', label: t('designer.days') },
                ]}
                onChange={(next) => change({ unit: next === 'wd' ? 'workingDays' : 'days' })}
              />
            </Space.Compact>
          )}
          {readable && <div className="muted">{words(ruleInWords(rule))}</div>}
        </>
      )}
    </Field>
  );
}
