import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approvalLabels, audienceLabels } from '../../../domain/ladder/labels.ts';
import { audiences, offsetUnits, rearmings, rungGroups, severalRungs } from '../../../domain/ladder/types.ts';
import type { LadderRow, LadderSaved } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { MovedItems } from '../../shared/MovedItems.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { LadderPicture } from './LadderPicture.tsx';
import { RungDialog } from './RungDialog.tsx';
import { type EditedRung, type LadderEdit, useLadderEdit } from './useLadderEdit.ts';

function Offset({ row, onChange }: { row: EditedRung; onChange: (row: EditedRung) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const reminder = row.group === 'REMIND';
  const unit = row.unit ?? 'workingDays';
  const prefix = unit === 'share' ? 'ladders.prefixShare' : reminder ? 'ladders.prefixBefore' : 'ladders.prefixOverdue';
  const backwards = reminder && unit !== 'share';
  return (
    <span className="inline-fields">
      <InputNumber
        aria-label={`${words(row.label)} ${t('ladders.offset')}`}
        disabled={!row.used}
        style={{ width: 140 }}
        precision={0}
        min={backwards ? 0 : 1}
        max={unit === 'share' ? 99 : 250}
        prefix={t(prefix)}
        value={Math.abs(row.offset)}
        onChange={(n) => onChange({ ...row, offset: backwards ? -(n ?? 0) || 0 : (n ?? 1) })}
      />
      <Select
        aria-label={`${words(row.label)} ${t('ladders.unit')}`}
        disabled={!row.used}
        style={{ width: 130 }}
        value={unit}
        options={offsetUnits
          .filter((value) => reminder || value !== 'share')
          .map((value) => ({ value, label: t(`ladders.units.${value}`) }))}
        onChange={(next) => {
          const days = unit === 'share' ? 1 : Math.abs(row.offset);
          const offset = next === 'share' ? 50 : reminder ? -days || 0 : days;
          onChange({ ...row, unit: next, offset });
        }}
      />
    </span>
  );
}

function Rungs({ edit }: { edit: LadderEdit }) {
  const { t } = useTranslation();
  const words = useWords();
  const [more, setMore] = useState<EditedRung | null>(null);
  return (
    <>
      <DataTable
        label={t('ladders.rungs')}
        rows={edit.rungs}
        rowKey={(row) => row.key}
        empty=""
        columns={[
          {
            key: 'used',
            title: t('ladders.rung'),
            head: true,
            render: (row) => (
              <Checkbox checked={row.used} onChange={(event) => edit.setRung({ ...row, used: event.target.checked })}>
                {words(row.label)}
              </Checkbox>
            ),
          },
          {
            key: 'offset',
            title: t('ladders.offset'),
            width: 300,
            render: (row) => <Offset row={row} onChange={edit.setRung} />,
          },
          {
            key: 'audience',
            title: t('ladders.audience'),
            render: (row) => (
              <Select
                mode="multiple"
                className="full"
                aria-label={`${words(row.label)} ${t('ladders.audience')}`}
                disabled={!row.used}
                options={audiences.map((value) => ({ value, label: words(audienceLabels[value]) }))}
                value={row.audience}
                onChange={(audience) => edit.setRung({ ...row, audience })}
              />
            ),
          },
          {
            key: 'approval',
            title: t('ladders.approval'),
            width: 170,
            render: (row) =>
              row.needsApproval !== null
                ? words(approvalLabels[row.needsApproval])
                : row.listedBefore !== undefined
                  ? t('ladders.listed', { n: row.listedBefore })
                  : t('ladders.byItself'),
          },
          {
            key: 'more',
            title: t('action.title'),
            width: 90,
            render: (row) => (
              <Button
                size="small"
                disabled={!row.used}
                aria-label={t('ladders.moreOf', { name: words(row.label) })}
                onClick={() => setMore(row)}
              >
                {t('ladders.more')}
              </Button>
            ),
          },
        ]}
      />
      <div className="form-actions">
        {rungGroups.filter(severalRungs).map((group) => (
          <Button key={group} onClick={() => edit.add(group)}>
            {t(`ladders.add.${group as 'URGE'}`)}
          </Button>
        ))}
      </div>
      {more && (
        <RungDialog
          rung={more}
          onClose={() => setMore(null)}
          onDone={(rung) => {
            edit.setRung(rung);
            setMore(null);
          }}
        />
      )}
    </>
  );
}

interface Props {
  start: LadderRow;
  /** What is written as the ground to begin with. */
  why: string;
  onSaved: (answer: LadderSaved) => void;
  onClose: () => void;
}

/** Days and audiences of a ladder; whose next step moves is shown before it can be saved. */
export function LadderEditor({ start, why, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const edit = useLadderEdit(start, why, onSaved);
  return (
    <>
      <Field label={t('ladders.name')} required help={t('ladders.nameHelp')}>
        {(id) => (
          <Input id={id} maxLength={60} value={edit.name} onChange={(event) => edit.setName(event.target.value)} />
        )}
      </Field>
      <LadderPicture label={t('ladders.picture')} rungs={edit.used} />
      <Rungs edit={edit} />
      <Field label={t('ladders.earliest')} help={t('ladders.earliestHelp')}>
        {(id) => (
          <InputNumber
            id={id}
            precision={0}
            min={0}
            max={60}
            value={edit.earliest}
            onChange={(n) => edit.setEarliest(n ?? 0)}
          />
        )}
      </Field>
      <Field label={t('ladders.rearms')} help={t('ladders.rearmsHelp')}>
        {(id) => (
          <Checkbox.Group
            aria-labelledby={id}
            value={edit.rearmsOn}
            options={rearmings.map((value) => ({ value, label: t(`ladders.rearm.${value}`) }))}
            onChange={edit.setRearmsOn}
          />
        )}
      </Field>
      <p>
        <Checkbox checked={edit.stopsWhilePrepared} onChange={(event) => edit.setStops(event.target.checked)}>
          {t('ladders.stopsWhilePrepared')}
        </Checkbox>
      </p>
      <Field label={t('ladders.effective')} help={t('ladders.effectiveHelp')}>
        {(id) => <DayInput id={id} value={edit.fromDay} onChange={edit.setFromDay} />}
      </Field>
      <SaveWithReason edit={edit} disabled={edit.name.trim() === ''} onLeave={onClose}>
        {edit.preview && (
          <>
            <h3>{t('calendar.preview')}</h3>
            <p>{t('ladders.counts', { n: edit.preview.counts.rungs })}</p>
            <MovedItems items={edit.preview.items} />
          </>
        )}
      </SaveWithReason>
    </>
  );
}
