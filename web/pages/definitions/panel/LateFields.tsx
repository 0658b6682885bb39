import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { rungGroupLabels } from '../../../../domain/ladder/labels.ts';
import { ladderEnds } from '../../../../domain/process/extension.ts';
import { useGet } from '../../../data/hooks.ts';
import type { LadderList } from '../../../data/types.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { type Edited, setText, textOf } from './element.ts';

/** A term in working days; nothing where it is left empty. */
export function DaysField({
  edited,
  attribute,
  label,
  help,
}: {
  edited: Edited;
  attribute: string;
  label: string;
  help: string;
}) {
  const days = textOf(edited, attribute);
  return (
    <Field label={label} help={help}>
      {(id) => (
        <InputNumber
          id={id}
          min={1}
          max={366}
          precision={0}
          value={days === '' ? null : Number(days)}
          onChange={(value) => setText(edited, attribute, value === null ? null : String(value))}
        />
      )}
    </Field>
  );
}

/** Which of the county's ladders its items climb; the plan's where none is named. */
function LadderField({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const ladders = useGet<LadderList>('/ladders');
  const chosen = textOf(edited, 'duban:ladder');
  const names = [
    ...new Set([...(ladders.data?.items ?? []).map(({ name }) => name), ...(chosen === '' ? [] : [chosen])]),
  ];
  return (
    <Field label={t('designer.ownLadder')} help={t('designer.ownLadderHelp')}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={t('designer.planLadder')}
          loading={ladders.isPending}
          value={chosen || undefined}
          options={names.map((value) => ({ value, label: value }))}
          onChange={(value: string | undefined) => setText(edited, 'duban:ladder', value ?? null)}
        />
      )}
    </Field>
  );
}

/** What happens when an item is late. */
export function LateFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const ownLadder = textOf(edited, 'duban:ladder') !== '';
  return (
    <>
      <LadderField edited={edited} />
      <Field label={t('designer.ladder')} help={t('designer.ladderHelp')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t(ownLadder ? 'designer.wholeLadder' : 'designer.noLadder')}
            value={textOf(edited, 'duban:ladderUpTo') || undefined}
            options={ladderEnds.map((value) => ({ value: value as string, label: words(rungGroupLabels[value]) }))}
            onChange={(value: string | undefined) => setText(edited, 'duban:ladderUpTo', value ?? null)}
          />
        )}
      </Field>
      <DaysField
        edited={edited}
        attribute="duban:deemedAfter"
        label={t('designer.deemedAfter')}
        help={t('designer.deemedHelp')}
      />
    </>
  );
}
